"""What IT publishes to every desk: `calendar`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.cli.opened import open_central
from central.store import feed
from central.store.tables_requests import calendars
from desktop.domain.errors import KnownError
from desktop.domain.mainland_days import calendar_of

NEWEST = "newest"


class CalendarFileError(KnownError):
    """The file is not {"known_until": day, "holidays": [days], "make_up": [days]} with ISO days, each named once."""

    code = "calendar-file"


def calendar(chosen: argparse.Namespace) -> int:
    """Publish holidays and make-up days as the State Council announced them; a year that is there is replaced."""
    known_until, holidays, make_up = read_calendar(chosen.file)
    opened = open_central(chosen.home, chosen.database)
    hospital, now = opened.parts.hospital_id, opened.parts.now()

    def work(connection: Connection) -> None:
        here = (calendars.c.hospital_id == hospital, calendars.c.known_until == known_until)
        connection.execute(sa.delete(calendars).where(*here))
        connection.execute(
            sa.insert(calendars).values(
                hospital_id=hospital, known_until=known_until, holidays=holidays, make_up=make_up, published_at=now
            )
        )  # fmt: skip
        feed.move(connection, hospital, feed.touch(feed.REFERENCE, "calendar", [NEWEST]))

    try:
        opened.parts.database.run(work)
    finally:
        opened.close()
    sys.stdout.write(f"published up to {known_until}\n")
    return 0


def read_calendar(path: Path) -> tuple[date, str, str]:
    """Return the end, the holidays and the make-up days; raises CalendarFileError."""
    try:
        said = json.loads(path.read_text("utf-8"))
        known_until = date.fromisoformat(said["known_until"])
        holidays, make_up = " ".join(said["holidays"]), " ".join(said["make_up"])
        calendar_of(known_until, holidays, make_up)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CalendarFileError from error
    return known_until, holidays, make_up
