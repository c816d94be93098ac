"""Which of several sources of a setting wins, and who may set what (PACKAGING practice 6)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import settings as desk_settings
from desktop.settings import Settings, SettingsError
from desktop.settings.layers import (
    CONFIG_FILE,
    DEFAULT,
    DESK,
    MACHINE,
    POLICY,
    POLICY_KEY,
    PRODUCT_KEY,
    USER,
    NoRegistry,
    Places,
)
from desktop.settings.table import BY_NAME, SETTINGS, THEMES

ORDER = (POLICY, MACHINE, DESK, USER)


class FakeRegistry:
    """HKLM as a table."""

    def __init__(self, **keys: dict[str, str | int]) -> None:
        self.keys = {PRODUCT_KEY: keys.get("product", {}), POLICY_KEY: keys.get("policy", {})}

    def values(self, key: str) -> Mapping[str, str | int]:
        return self.keys[key]


def linux(folder: Path) -> Places:
    (folder / "etc").mkdir(exist_ok=True)
    (folder / "user").mkdir(exist_ok=True)
    return Places(NoRegistry(), folder / "etc", folder / "user")


def put(folder: Path, places: Places, source: str, values: dict[str, Any]) -> None:
    assert places.machine_folder is not None
    path = {
        POLICY: places.machine_folder / "policy.json",
        MACHINE: places.machine_folder / "desk.json",
        DESK: folder / "desk.json",
        USER: places.user_folder / "user.json",
    }[source]
    path.write_text(json.dumps(values), "utf-8")


def test_the_table_and_the_settings_name_the_same_things_with_the_same_defaults() -> None:
    plain = Settings(Path("home"))
    assert {f.name: getattr(plain, f.name) for f in fields(Settings) if f.name != "home"} == {
        setting.name: setting.default for setting in SETTINGS
    }


@pytest.mark.rows("G113", "B6")
@given(st.dictionaries(st.sampled_from(ORDER), st.sampled_from(THEMES)), st.none() | st.sampled_from(THEMES))
def test_the_strongest_source_wins_and_is_named(said: dict[str, str], command_line: str | None) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        places = linux(folder)
        for source, theme in said.items():
            put(folder, places, source, {"theme": theme})
        loaded = desk_settings.read(folder, places).with_command_line(theme=command_line)
    if command_line is not None and POLICY not in said:
        expected, value = "command line", command_line
    else:
        expected = next((source for source in ORDER if source in said), DEFAULT)
        value = said.get(expected, "light")
    found = {name: (shown, source) for name, shown, source in loaded.rows()}
    assert found["theme"] == (value, expected)
    assert loaded.settings.theme == value
    assert loaded.locked("theme") == (POLICY in said)


@pytest.mark.rows("B6")
def test_the_registry_gives_policy_and_the_place_of_the_machine_file(tmp_path: Path) -> None:
    file = tmp_path / "门诊.ini"
    # as Notepad saves it on a Chinese PC
    file.write_bytes("; 医院设置\n[desk]\nlanguage = en\npoll_ms = 3000\npatient_screen = no\n".encode("gbk"))
    registry = FakeRegistry(
        product={CONFIG_FILE: str(file)},
        policy={"poll_ms": 5000, "guardian_path": 0, "reader": "COM3", "newer_than_this_program": 1},
    )
    loaded = desk_settings.read(tmp_path, Places(registry, None, tmp_path / "user"))
    s = loaded.settings
    assert (s.poll_ms, s.guardian_path, s.reader) == (5000, False, "COM3")
    assert (s.language, s.patient_screen) == ("en", False)
    assert loaded.sources["poll_ms"] == POLICY
    assert loaded.sources["language"] == MACHINE


@pytest.mark.rows("B6")
@pytest.mark.parametrize(
    ("source", "values", "says"),
    [
        (POLICY, {"poll_ms": 10}, "from 500 to 60000"),
        (POLICY, {"vault": "cloud"}, "must be one of"),
        (MACHINE, {"poll_ms": "2000"}, "must be a int"),
        (MACHINE, {"themes": "dark"}, "unknown key themes"),
        (DESK, {"guardian_path": "maybe"}, "must be a bool"),
        (USER, {"vault": "file"}, "only for the whole PC"),
    ],
)
def test_a_wrong_value_stops_the_program_and_says_which(
    tmp_path: Path, source: str, values: dict[str, Any], says: str
) -> None:
    places = linux(tmp_path)
    put(tmp_path, places, source, values)
    with pytest.raises(SettingsError, match=says):
        desk_settings.read(tmp_path, places)


def test_a_clerk_chooses_only_what_the_table_leaves_to_them(tmp_path: Path) -> None:
    places = linux(tmp_path)
    for setting in SETTINGS:
        value = setting.choices[0] if setting.choices else "x"
        if BY_NAME[setting.name].user:
            desk_settings.keep_for_user(places, **{setting.name: value})
        else:
            with pytest.raises(SettingsError):
                desk_settings.keep_for_user(places, **{setting.name: value})
    assert desk_settings.read(tmp_path, places).sources["theme"] == USER
