"""The explicit file vault is never what nobody chose (DECISIONS 15)."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from desktop import settings as desk_settings
from desktop.settings import SettingsError


@pytest.mark.rows("T4", "T15")
def test_nobody_gets_the_file_vault_without_choosing_it(tmp_path: Path) -> None:
    expected = "credential-manager" if os.name == "nt" else "secret-service"
    assert desk_settings.load(tmp_path).vault == expected


def test_a_chosen_vault_is_kept_beside_what_stands_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text('{"theme": "dark"}', "utf-8")
    desk_settings.keep(tmp_path, vault="file")
    loaded = desk_settings.load(tmp_path)
    assert (loaded.vault, loaded.theme) == ("file", "dark")
    assert json.loads((tmp_path / "desk.json").read_text("utf-8")) == {"theme": "dark", "vault": "file"}


def test_a_damaged_settings_file_is_said_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text("{", "utf-8")
    with pytest.raises(SettingsError):
        desk_settings.keep(tmp_path, vault="file")
    assert (tmp_path / "desk.json").read_text("utf-8") == "{"
