"""IT signs a note on the share, the desk reads it: newer or not, rolled back, frozen, another installer (B9)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from central.cli.main import main as central
from central.crypto.founding import FoundingKey
from desktop.bootstrap.commands import main as desk
from desktop.bootstrap.installation import Installation

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return how to run a command: (exit code, stdout, stderr)."""

    def command(main: Callable[..., int], *words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


class Share:
    """A hospital's share with an installer, and a desk that pins this hospital's founding key."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.run = run
        self.note, self.installer = folder / "release.json", folder / "clinic-desk-0.9.0.msi"
        self.installer.write_bytes(b"installer")
        self.home, self.key = folder / "desk", folder / "central" / "founding.key"
        words = ("--home", folder / "central", "--hospital", "样例医院", "--name", "c.example")
        assert run(central, "init", *words)[0] == 0
        self.home.mkdir(mode=0o700)
        public = FoundingKey.load(self.key).public
        Installation(
            "h", "样例医院", "d-1", "", "1 号窗", "cn", "https://c.example:8443", "", public,
            hashlib.sha256(public).digest(), bytes(32), bytes(32), demo=False,
        ).save(self.home)  # fmt: skip
        (self.home / "desk.json").write_text(json.dumps({"update_manifest": str(self.note)}), "utf-8")

    def sign(self, version: str, serial: int, days: int = 30) -> int:
        """Sign a note as IT does; returns the exit code."""
        words = (
            "--home", self.key.parent, "--founding-key", self.key, "--installer", self.installer, "--version", version,
            "--serial", serial, "--days", days, "--output", self.note,
        )  # fmt: skip
        return self.run(central, "release", *words)[0]

    def look(self, *more: object) -> tuple[int, str, str]:
        """Read it as a desk does."""
        return self.run(desk, "check-update", "--home", self.home, *more)


@pytest.fixture
def share(tmp_path: Path, run: Run) -> Share:
    return Share(tmp_path, run)


@pytest.mark.rows("B9")
def test_a_newer_version_is_said_with_its_installer_and_nothing_is_installed(share: Share) -> None:
    assert share.sign("0.9.0", 1) == 0
    code, out, err = share.look("--json", "--installer", share.installer)
    assert code == 0, err
    assert json.loads(out) == {
        "version": "0.9.0", "newer": True, "file": share.installer.name,
        "sha256": hashlib.sha256(b"installer").hexdigest(),
    }  # fmt: skip
    assert sorted(one.name for one in share.home.iterdir()) == [
        "desk.json",
        "installation.json",
        "release-seen.json",
    ]


@pytest.mark.rows("B9")
def test_a_note_put_back_is_refused_also_after_a_restart(share: Share) -> None:
    assert share.sign("0.8.0", 1) == 0
    old = share.note.read_bytes()
    assert share.sign("0.9.0", 2) == 0
    assert share.look()[0] == 0
    share.note.write_bytes(old)
    code, out, err = share.look()
    assert (code, out) == (1, "")
    assert "rolled-back" in err


@pytest.mark.rows("B9")
def test_another_hospitals_key_signs_for_nobody_here(share: Share, run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert run(central, "init", "--home", other, "--hospital", "别的医院", "--name", "o.example")[0] == 0
    share.key = other / "founding.key"
    assert share.sign("9.0.0", 9) == 0
    code, _, err = share.look()
    assert code == 1
    assert "signature" in err


@pytest.mark.rows("B9")
def test_an_installer_that_was_changed_on_the_share_is_named(share: Share) -> None:
    assert share.sign("0.9.0", 1) == 0
    share.installer.write_bytes(b"installeR")
    code, _, err = share.look("--installer", share.installer)
    assert code == 1
    assert "installer" in err


@pytest.mark.rows("B9", "B6")
def test_without_a_note_in_the_settings_nothing_is_looked_at(share: Share) -> None:
    (share.home / "desk.json").write_text("{}", "utf-8")
    code, _, err = share.look()
    assert code == 2
    assert "IT's alone" in err


@pytest.mark.rows("B9")
def test_a_share_that_does_not_answer_is_no_alarm(share: Share) -> None:
    code, _, err = share.look()
    assert code == 1
    assert "does not answer" in err
