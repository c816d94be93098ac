"""Settings of one desk: frozen, typed, each with where it came from. Secrets never stand here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import time
from pathlib import Path
from typing import Any

from platformdirs import site_data_path

from desktop.domain.audit_segments import USUAL_MONTHS
from desktop.settings.layers import (
    APP,
    DEFAULT,
    DESK_FILE,
    POLICY,
    USER_FILE,
    Places,
    SettingsError,
    checked,
    layers,
    usual_places,
)
from desktop.settings.table import BY_NAME, LANGUAGES, TEXT_SIZES, THEMES, USUAL_VAULT, VAULTS

__all__ = [
    "LANGUAGES", "TEXT_SIZES", "THEMES", "VAULTS", "LoadedSettings", "Settings", "SettingsError", "default_home",
    "keep", "keep_for_user", "load", "read",
]  # fmt: skip
COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Settings:
    """What IT or the clerk may choose for this PC; each field is described in `table`.

    `home` holds the store and key slots. `vault` names the one place of the device secret; `file` is for servers,
    tests and demo and says so on screen. `poll_ms` is how often the desk exchanges with central.
    """

    home: Path
    vault: str = USUAL_VAULT
    sign_in_profile: str = "level-3"
    reader: str = ""
    printer: str = "spool"
    printer_device: str = ""
    language: str = "zh_CN"
    theme: str = "light"
    text_size: str = "100"
    poll_ms: int = 2000
    lock_after_s: int = 180
    close_after_s: int = 900
    update_manifest: str = ""
    offline_lease_days: int = 10
    trace_months: int = USUAL_MONTHS
    outage_list_at: str = ""
    guardian_path: bool = True
    patient_screen: bool = True
    staff_badge: bool = True
    screen_capture: bool = False
    status_file: str = ""

    @property
    def outage_time(self) -> time | None:
        """Return when the outage list is printed by itself, None for never."""
        return time.fromisoformat(self.outage_list_at) if self.outage_list_at else None

    def with_values(self, **values: Any) -> Settings:
        """Return a copy with values that are not None."""
        return replace(self, **{key: value for key, value in values.items() if value is not None})


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings and, by name, where each is from; what policy sets is locked."""

    settings: Settings
    sources: Mapping[str, str]

    def locked(self, name: str) -> bool:
        """Return whether the administrator set it and nobody else can."""
        return self.sources.get(name) == POLICY

    def with_command_line(self, **values: Any) -> LoadedSettings:
        """Return the settings with what the command line says; policy stays. Raises SettingsError for a wrong value."""
        said = {name: value for name, value in values.items() if value is not None and not self.locked(name)}
        for name, value in said.items():
            checked(BY_NAME[name], value, COMMAND_LINE, loose=False)
        sources = {**self.sources, **dict.fromkeys(said, COMMAND_LINE)}
        return LoadedSettings(self.settings.with_values(**said), sources)

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """Return every setting as (name, value, where it is from)."""
        return tuple(
            (field.name, str(getattr(self.settings, field.name)), self.sources.get(field.name, DEFAULT))
            for field in fields(self.settings)
        )


def default_home() -> Path:
    """Return the machine's folder for the desk (the store is shared by the permitted accounts, DECISIONS 15)."""
    return Path(site_data_path(APP, appauthor=False))


def read(home: Path | None, places: Places | None = None) -> LoadedSettings:
    """Return the settings with their sources (`layers` says the order); raises SettingsError."""
    at = home or default_home()
    values: dict[str, Any] = {}
    sources: dict[str, str] = {"home": COMMAND_LINE if home else DEFAULT}
    for layer in reversed(layers(at, places or usual_places())):
        values |= layer.values
        sources |= dict.fromkeys(layer.values, layer.source)
    return LoadedSettings(Settings(home=at, **values), sources)


def load(home: Path | None) -> Settings:
    """Return the settings alone; raises SettingsError."""
    return read(home).settings


def keep(home: Path, **values: str) -> None:
    """Write values into the home's `desk.json` beside what stands there; raises SettingsError when that is no JSON."""
    _keep(home / DESK_FILE, values)


def keep_for_user(places: Places, **values: str) -> None:
    """Write what a clerk chose into their account's own file; raises SettingsError for what only IT may choose."""
    for name, value in values.items():
        if not BY_NAME[name].user:
            raise SettingsError(f"{name} can be set only for the whole PC")
        checked(BY_NAME[name], value, USER_FILE, loose=False)
    _keep(places.user_folder / USER_FILE, values)


def _keep(path: Path, values: Mapping[str, str]) -> None:
    try:
        kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    except ValueError as error:
        raise SettingsError(f"{path.name} is not valid JSON") from error
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(json.dumps({**kept, **values}, ensure_ascii=False, indent=1) + "\n", "utf-8")
