"""Settings of one desk: frozen, typed, each with where it came from. Secrets never stand here."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import site_data_path

APP = "clinic-front-desk"
VAULTS = ("credential-manager", "secret-service", "file")
PRINTERS = ("none", "spool", "device")
LANGUAGES = ("zh_CN", "en")
THEMES = ("system", "light", "dark")


class SettingsError(Exception):
    """A settings file cannot be used; the message says which key and what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What IT or the clerk may choose for this PC.

    `home` holds the store and key slots. `vault` names the one place of the device secret; `file` is for servers,
    tests and demo and says so on screen. `poll_ms` is how often the desk exchanges with central.
    """

    home: Path
    vault: str = "secret-service" if os.name != "nt" else "credential-manager"
    reader: str = ""
    printer: str = "spool"
    printer_device: str = ""
    language: str = "zh_CN"
    theme: str = "light"
    poll_ms: int = 2000
    lock_after_s: int = 180
    guardian_path: bool = True
    patient_screen: bool = True
    status_file: str = ""

    def with_values(self, **values: Any) -> Settings:
        """Return a copy with values that are not None."""
        return replace(self, **{key: value for key, value in values.items() if value is not None})


def default_home() -> Path:
    """Return the machine's folder for the desk (the store is shared by the permitted accounts, DECISIONS 15)."""
    return Path(site_data_path(APP, appauthor=False))


def load(home: Path | None) -> Settings:
    """Return defaults overlaid by `desk.json` in the home folder; raises SettingsError for unknown or wrong keys."""
    base = Settings(home=home or default_home())
    path = base.home / "desk.json"
    if not path.exists():
        return base
    try:
        values = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise SettingsError(f"{path.name} is not valid JSON") from error
    return _checked(base, values)


def _checked(base: Settings, values: dict[str, Any]) -> Settings:
    kinds = {f.name: type(getattr(base, f.name)) for f in fields(base) if f.name != "home"}
    for key, value in values.items():
        if key not in kinds:
            raise SettingsError(f"desk.json: unknown key {key}")
        if type(value) is not kinds[key]:
            raise SettingsError(f"desk.json: {key} must be a {kinds[key].__name__}")
    settings = base.with_values(**values)
    for key, allowed in (
        ("vault", VAULTS),
        ("printer", PRINTERS),
        ("language", LANGUAGES),
        ("theme", THEMES),
    ):
        if getattr(settings, key) not in allowed:
            raise SettingsError(f"desk.json: {key} must be one of {', '.join(allowed)}")
    return settings


def sources(home: Path | None, settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """Return every setting as (name, value, where it is from): default, desk.json or command line."""
    base = Settings(home=home or default_home())
    kept = load(home)
    rows = []
    for field in fields(settings):
        value, default, file = (getattr(s, field.name) for s in (settings, base, kept))
        source = "command line" if value != file else "desk.json" if file != default else "default"
        rows.append((field.name, str(value), source))
    return tuple(rows)


def keep(home: Path, **values: str) -> None:
    """Write values into the home's `desk.json` beside what stands there; raises SettingsError when that is no JSON."""
    path = home / "desk.json"
    try:
        kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    except ValueError as error:
        raise SettingsError(f"{path.name} is not valid JSON") from error
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(json.dumps({**kept, **values}, ensure_ascii=False, indent=1) + "\n", "utf-8")
