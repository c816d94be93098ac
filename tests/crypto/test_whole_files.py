"""A key file is there whole or as it was before, whatever the disk does."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop.crypto.whole_files import write_whole
from desktop.domain.errors import StoreFullError


def _fail_with(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)


def test_a_full_disk_is_a_known_error_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keys" / "desk.keys"
    write_whole(path, b"old")
    with monkeypatch.context() as patch:
        _fail_with(errno.ENOSPC, patch)
        with pytest.raises(StoreFullError):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [p.name for p in path.parent.iterdir()] == ["desk.keys"]


def test_other_faults_of_the_disk_are_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.keys"
    write_whole(path, b"old")
    with monkeypatch.context() as patch:
        _fail_with(errno.EIO, patch)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
