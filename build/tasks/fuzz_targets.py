"""The parsers at every border, each as a function of bytes that may end in no error but its own (T9, T14, issue 5)."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from central.api.requests import decoded
from central.services import csv_tables
from central.services.csv_tables import CsvFileError
from central.services.ldif import ldif_rows
from desktop.crypto.key_file import decode_file
from desktop.crypto.slots import decode_slot
from desktop.devices.sam_frames import BadFrameError, FrameParser, sam_number_text, text_block, to_reply
from desktop.domain.audit import GENESIS, link
from desktop.domain.audit_segments import Closed, Segment, from_plain, walk_closed
from desktop.domain.audit_trace import TraceWalk, check_trace
from desktop.domain.cards import parse_card_text
from desktop.domain.errors import KnownError
from desktop.domain.ids import DeskId
from desktop.domain.letters import LetterCode
from desktop.domain.slips import SlipCode
from desktop.settings import Places, read
from desktop.settings.layers import NoRegistry, SettingsError
from desktop.sync import wire

AT = datetime(2026, 11, 27, tzinfo=UTC)
CSV_COLUMNS = csv_tables.Columns({name: name for name in ("name", "number", "phone")})
WIRE: tuple[type, ...] = (
    wire.ExchangeRequest, wire.ExchangeResponse, wire.EnrollRequest, wire.EnrollResponse, wire.LookupRequest,
    wire.ReportRequest, wire.TraceRequest, wire.RiskReview, wire.AccessSigned, wire.TraceGrown, wire.OnlineBooking,
)  # fmt: skip


def directory(raw: bytes) -> None:
    """Read what a directory exported."""
    for _line, _fields in ldif_rows(raw, CSV_COLUMNS, ("name",)):
        pass


def card_frames(raw: bytes) -> None:
    """Feed what a card reader sends, in two pieces."""
    parser = FrameParser()
    half = len(raw) // 2
    for frame in (*parser.feed(raw[:half]), *parser.feed(raw[half:])):
        reply = to_reply(frame)
        text_block(reply.data)
        sam_number_text(reply.data)


def card_text(raw: bytes) -> None:
    """Read a card's text block."""
    parse_card_text(raw)


def slip_code(raw: bytes) -> None:
    """Read a scanned slip."""
    SlipCode.decode(raw.decode("utf-8", "replace"))


def letter_code(raw: bytes) -> None:
    """Read a scanned or typed letter's code."""
    LetterCode.decode(raw.decode("utf-8", "replace"))


def wire_message(raw: bytes) -> None:
    """Read one of the messages; the first byte says which."""
    decoded(raw[1:], WIRE[raw[0] % len(WIRE)] if raw else WIRE[0])


def csv_file(raw: bytes) -> None:
    """Read a file of an old system."""
    for _line, _fields in csv_tables.rows(raw, CSV_COLUMNS, ("name",)):
        pass


def policy_file(raw: bytes) -> None:
    """Read a policy that somebody laid on this PC."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "policy.json").write_bytes(raw)
        read(home, Places(NoRegistry(), home, home))


def key_file(raw: bytes) -> None:
    """Read the file of wrapped keys, as it comes back from a backup; its digest is made right, or nothing is read."""
    decode_file(raw + hashlib.sha256(raw).digest())


def key_slot(raw: bytes) -> None:
    """Read one person's slot."""
    decode_slot(raw)


def trace(raw: bytes) -> None:
    """Walk a trace whose entries are the lines."""
    rows, head = [], GENESIS
    for event in raw.split(b"\n"):
        head = link(head, event)
        rows.append((event, head))
    check_trace(rows)


def segment(raw: bytes) -> None:
    """Open a closed part of a trace and walk it."""
    rows = from_plain(raw)
    last = rows[-1][1] if rows else GENESIS
    made = Segment(DeskId("desk-a"), 1, 1, len(rows), GENESIS, last, AT, AT)
    walk_closed(TraceWalk(), [Closed(made, signed=True, rows=rows)])


TARGETS: dict[str, tuple[Callable[[bytes], None], tuple[type[Exception], ...]]] = {
    "card-frames": (card_frames, (KnownError, BadFrameError)),
    "card-text": (card_text, (KnownError,)),
    "slip-code": (slip_code, (KnownError,)),
    "letter-code": (letter_code, (KnownError,)),
    "wire": (wire_message, (KnownError,)),
    "csv": (csv_file, (CsvFileError,)),
    "ldif": (directory, (CsvFileError,)),
    "policy": (policy_file, (SettingsError,)),
    "key-file": (key_file, (KnownError,)),
    "key-slot": (key_slot, (KnownError,)),
    "trace": (trace, ()),
    "segment": (segment, (ValueError,)),
}


def feed(name: str, raw: bytes) -> None:
    """Give one input to a parser; raises whatever is not among its own errors."""
    run, own = TARGETS[name]
    try:
        run(raw)
    except own:
        return
