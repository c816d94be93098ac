"""Where settings come from, strongest first: policy, machine file, desk.json, the account's own file, default.

Windows: policy = HKLM\\Software\\Policies\\ClinicFrontDesk, machine file = the path in HKLM\\Software\\ClinicFrontDesk,
value ConfigFile (MSI property CONFIGFILE). Linux: /etc/clinic-front-desk/policy.* and desk.*. Files are JSON, or ini
with one section [desk] in UTF-8 or GBK, for PCs without a directory. Policy keys are read, never written.
"""

from __future__ import annotations

import configparser
import importlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any, Protocol, cast

from platformdirs import user_config_path

from desktop.settings.table import BY_NAME, Setting

APP = "clinic-front-desk"
PRODUCT_KEY = "Software\\ClinicFrontDesk"
POLICY_KEY = "Software\\Policies\\ClinicFrontDesk"
CONFIG_FILE = "ConfigFile"
ENROLL_CODE = "EnrollCode"
LINUX_FOLDER = Path("/etc/clinic-front-desk")
DESK_FILE = "desk.json"
USER_FILE = "user.json"
SECTION = "desk"
TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
POLICY, MACHINE, DESK, USER, DEFAULT = "policy", "machine file", "desk.json", "user", "default"


class SettingsError(Exception):
    """A settings file or policy cannot be used; the message says which, which key and what is allowed."""


class Registry(Protocol):
    """The part of the machine's registry that is read."""

    def values(self, key: str) -> Mapping[str, str | int]:
        """Return the texts and numbers under HKLM\\key, none when the key is missing."""


class NoRegistry:
    """A system without a registry."""

    def values(self, key: str) -> Mapping[str, str | int]:
        """Nothing is there."""
        return {}


class WindowsRegistry:
    """HKEY_LOCAL_MACHINE, the 64-bit view."""

    def values(self, key: str) -> Mapping[str, str | int]:
        """Return the values of a key; raises SettingsError when it cannot be read."""
        winreg: Any = importlib.import_module("winreg")
        found: dict[str, str | int] = {}
        try:
            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            ) as opened:
                for at in range(winreg.QueryInfoKey(opened)[1]):
                    name, value, _kind = winreg.EnumValue(opened, at)
                    if isinstance(value, str | int):
                        found[name] = value
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SettingsError(f"the registry key {key} cannot be read") from error
        return found


@dataclass(frozen=True, slots=True)
class Places:
    """Where the layers lie on this PC. `machine_folder` holds policy and machine file where there is no registry."""

    registry: Registry
    machine_folder: Path | None
    user_folder: Path

    def machine_value(self, name: str) -> str:
        """Return a text that the installer left under the product's key, "" when there is none."""
        return str(self.registry.values(PRODUCT_KEY).get(name, ""))


@dataclass(frozen=True, slots=True)
class Layer:
    """One source and what it sets, already checked."""

    source: str
    values: Mapping[str, str | int | bool]


def usual_places() -> Places:
    """Return this PC's places; no environment variable moves the machine's own."""
    user = Path(user_config_path(APP, appauthor=False))
    if sys.platform == "win32":
        return Places(WindowsRegistry(), None, user)
    return Places(NoRegistry(), LINUX_FOLDER, user)


def layers(home: Path, places: Places) -> tuple[Layer, ...]:
    """Return all layers that say something, strongest first; raises SettingsError."""
    found = (
        Layer(POLICY, _policy(places)),
        Layer(MACHINE, _machine(places)),
        Layer(DESK, _file(home / DESK_FILE)),
        Layer(USER, _of_user(places.user_folder / USER_FILE)),
    )
    return tuple(layer for layer in found if layer.values)


def _policy(places: Places) -> dict[str, str | int | bool]:
    """A policy of a newer program may name what this one does not know; a wrong value stops the program."""
    values: Mapping[str, Any] = places.registry.values(POLICY_KEY)
    if places.machine_folder is not None:
        values = _raw(_first(places.machine_folder, "policy"))
    known = {name: value for name, value in values.items() if name in BY_NAME}
    return {name: checked(BY_NAME[name], value, "policy", loose=True) for name, value in known.items()}


def _machine(places: Places) -> dict[str, str | int | bool]:
    named = places.machine_value(CONFIG_FILE)
    if named:
        path: Path | None = Path(named)
    else:
        path = _first(places.machine_folder, SECTION) if places.machine_folder else None
    return _file(path) if path is not None else {}


def _of_user(path: Path) -> dict[str, str | int | bool]:
    values = _file(path)
    foreign = [name for name in values if not BY_NAME[name].user]
    if foreign:
        raise SettingsError(f"{path.name}: {foreign[0]} can be set only for the whole PC")
    return values


def _file(path: Path) -> dict[str, str | int | bool]:
    loose = path.suffix == ".ini"
    values = _raw(path)
    unknown = [name for name in values if name not in BY_NAME]
    if unknown:
        raise SettingsError(f"{path.name}: unknown key {unknown[0]}")
    return {name: checked(BY_NAME[name], value, path.name, loose=loose) for name, value in values.items()}


def _first(folder: Path, stem: str) -> Path:
    ini = folder / f"{stem}.ini"
    return ini if ini.exists() else folder / f"{stem}.json"


def _raw(path: Path) -> dict[str, Any]:
    """Return what stands in a file, {} when there is none; raises SettingsError."""
    try:
        octets = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{path.name} cannot be read") from error
    try:
        text = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        # a file that Notepad saved on a Chinese PC
        text = octets.decode("gb18030", "replace")
    if path.suffix == ".ini":
        return _ini(path, text)
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path.name} is not valid JSON") from error
    if not isinstance(values, dict):
        raise SettingsError(f"{path.name} is no JSON object")
    return values


def _ini(path: Path, text: str) -> dict[str, Any]:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
        return dict(parser[SECTION])
    except (configparser.Error, KeyError) as error:
        raise SettingsError(f"{path.name} is no ini file with a section [{SECTION}]") from error


def checked(setting: Setting, value: Any, where: str, *, loose: bool) -> str | int | bool:
    """Return the value in the setting's kind; `loose` sources (registry, ini) say numbers and truths as texts too."""
    kept = _loosened(setting.kind, value) if loose else value
    if type(kept) is not setting.kind:
        raise SettingsError(f"{where}: {setting.name} must be a {setting.kind.__name__}")
    if setting.choices and kept not in setting.choices:
        raise SettingsError(f"{where}: {setting.name} must be one of {', '.join(setting.choices)}")
    if setting.clock and kept and not _is_clock(str(kept)):
        raise SettingsError(f"{where}: {setting.name} must be a time such as 07:30")
    if isinstance(kept, int) and setting.most and not setting.least <= kept <= setting.most:
        raise SettingsError(f"{where}: {setting.name} must be from {setting.least} to {setting.most}")
    return cast(str | int | bool, kept)


def _loosened(kind: type, value: Any) -> Any:
    text = str(value).strip().lower()
    if kind is bool and text in TRUE + FALSE:
        return text in TRUE
    if kind is int and text.isdecimal():
        return int(text)
    return value


def _is_clock(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True
