"""Settings of one central: `central.json` in its home, written by `init`, read strictly, private (mode 0600).

Whether this is a demonstration is no setting: the key file says it, and no key fits when it is altered.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from central.crypto.files import read_private, write_private
from desktop.domain.audit_segments import FLOOR_MONTHS, MOST_MONTHS, USUAL_MONTHS
from desktop.domain.errors import KnownError

FILE = "central.json"
KEY_FILE = "keys.json"
FOUNDING_FILE = "founding.key"
UNFINISHED_FILE = "init.unfinished"
DATABASE_FILE = "central.db"
REGION = "cn"


class SettingsError(KnownError):
    """`central.json` cannot be used; facts: `file`, `what` (which key, and why)."""

    code = "settings"


class SmsSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The SMS gateway. `none` sends nothing; `local` is for demonstrations only.

    aliyun: access key, sign name, template (variable "code"). tencent: secret id and key, SDK app id, sign name,
    template (first variable is the code). `endpoint` is empty for the vendor's own address.
    """

    provider: Literal["none", "local", "aliyun", "tencent"] = "none"
    endpoint: str = ""
    key_id: str = ""
    key_secret: str = ""
    sign_name: str = ""
    template: str = ""
    app_id: str = ""
    region: str = "ap-guangzhou"


class RealnameSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The real-name service. `none` answers "unavailable"; `local` is for demonstrations only."""

    provider: Literal["none", "local", "aliyun", "tencent"] = "none"
    endpoint: str = ""
    key_id: str = ""
    key_secret: str = ""
    region: str = "ap-guangzhou"


class SyslogSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hospital's log collector (RFC 5424); an empty host sends nothing.

    `tls` false is for a relay on this machine alone. `ca_file` is a PEM file; empty for the system's authorities.
    """

    host: str = ""
    port: int = 6514
    tls: bool = True
    ca_file: str = ""


class SettingsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the file. `names` are host names and addresses for the server certificate.

    `trace_months`: how long entries of the desks' traces stay open before they are closed into sealed segments; six
    at least, a file with less is refused.
    """

    database: str = ""
    names: tuple[str, ...] = ()
    sms: SmsSettings = SmsSettings()
    realname: RealnameSettings = RealnameSettings()
    syslog: SyslogSettings = SyslogSettings()
    trace_months: Annotated[int, msgspec.Meta(ge=FLOOR_MONTHS, le=MOST_MONTHS)] = USUAL_MONTHS


@dataclass(frozen=True, slots=True)
class Settings:
    """Where central's files and data are, and whom it asks."""

    home: Path
    database: str
    names: tuple[str, ...]
    sms: SmsSettings
    realname: RealnameSettings
    syslog: SyslogSettings
    trace_months: int


def load(home: Path, database: str | None = None) -> Settings:
    """Read the settings; `database` from the command line wins. Raises SettingsError, KeyFileOpenError."""
    path = home / FILE
    held = _read(path) if path.exists() else SettingsFile()
    url = database or held.database or f"sqlite:///{home / DATABASE_FILE}"
    return Settings(home, url, held.names, held.sms, held.realname, held.syslog, held.trace_months)


def save(home: Path, values: SettingsFile) -> None:
    """Write the file, in place of one that is there."""
    write_private(
        home / FILE, msgspec.json.format(msgspec.json.encode(values), indent=1) + b"\n", replace=True
    )


def _read(path: Path) -> SettingsFile:
    try:
        return msgspec.json.decode(read_private(path), type=SettingsFile)
    except msgspec.DecodeError as error:
        raise SettingsError(file=path.name, what=str(error)[:200]) from error
