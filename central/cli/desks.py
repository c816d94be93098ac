"""Desks and people: `enroll-code`, `desks`, `staff`, `roster`, `online-key`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from central.cli.fleet_page import fleet_page
from central.cli.opened import Opened, open_central
from central.cli.roll_out import enroll_batch
from central.crypto import authority
from central.crypto.founding import FoundingKey, fingerprint
from central.services.access_reviews import leaving
from central.services.enrolment import (
    DeskPlan,
    EnrolmentService,
    Pins,
    draft_removal,
    draft_roster,
    publish_roster,
)
from central.services.fleet import contact, health
from central.services.online import OnlineService
from central.services.roster import current, newest
from central.store import enrolments, places
from central.store.access_rows import last_sign_ins
from central.store.fleet import health_by_desk
from desktop.domain.errors import KnownError
from desktop.domain.staff import Role


class WrongFoundingKeyError(KnownError):
    """This is not the hospital's founding key; the roster stays as it is."""

    code = "wrong-founding-key"


class AddressError(KnownError):
    """A desk reaches central by https://host[:port] and nothing behind it."""

    code = "address"


def enroll_code(chosen: argparse.Namespace) -> int:
    """Print a one-time code as the last line."""
    parts = urlsplit(chosen.url)
    if parts.scheme != "https" or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise AddressError
    if chosen.count > 1 or chosen.csv:
        return enroll_batch(chosen, chosen.url.rstrip("/"))
    opened = open_central(chosen.home, chosen.database)
    try:
        pins = Pins(
            chosen.url.rstrip("/"), authority.ca_fingerprint(chosen.home), fingerprint(opened.founding_public)
        )
        plan = DeskPlan(
            chosen.window, chosen.site, chosen.outage_departments, timedelta(minutes=chosen.valid_minutes)
        )
        code = EnrolmentService(opened.parts).make_code(plan, pins)
    finally:
        opened.close()
    sys.stdout.write(f"Valid once, for {chosen.valid_minutes} minutes:\n{code}\n")
    return 0


def desks(chosen: argparse.Namespace) -> int:
    """List desks."""
    opened = open_central(chosen.home, chosen.database)
    try:
        with opened.parts.database.read() as connection:
            rows = enrolments.desks_with_departments(connection, opened.parts.hospital_id)
            hospital = places.hospital(connection, opened.parts.hospital_id) or {}
            reports = health_by_desk(connection, opened.parts.hospital_id)
            now = opened.parts.now()
    finally:
        opened.close()
    shown = [
        {**_shown(row), **contact(row["last_seen"], now), **health(reports.get(row["desk_id"]), now)}
        for row in rows
    ]
    if chosen.html:
        chosen.html.write_text(fleet_page(str(hospital.get("name", "")), shown, now), "utf-8")
        sys.stdout.write(f"{len(shown)} desks\n")
        return 0
    if chosen.json:
        sys.stdout.write(json.dumps({"desks": shown}, ensure_ascii=False) + "\n")
        return 0
    for desk in shown:
        sys.stdout.write(
            f"{desk['id']}  {desk['state']:12} {desk['window']}  {desk['program'] or '-'}  "
            f"seen {desk['last_seen'] or 'never'}{'  LEASE OVER' if desk['lease_over'] else ''}  "
            f"outage desk of {len(desk['outage_departments'])}{_doing(desk)}\n"
        )
    return 0


def _doing(desk: dict[str, Any]) -> str:
    if desk["reported_at"] is None:
        return ""
    waits = f"  {desk['outbox']} waiting for {desk['outbox_age_s']} s" if desk["outbox"] else ""
    free = "" if desk["disk_free_mib"] is None else f"  {desk['disk_free_mib']} MiB free"
    errors = f"  {desk['errors']} ERRORS" if desk["errors"] else ""
    return waits + free + errors


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["desk_id"],
        "window": row["window"],
        "site": row["site"],
        "name": row["name"],
        "state": row["state"],
        "reason": row["state_reason"],
        "incarnation": row["incarnation"],
        "program": row["program"],
        "enrolled_at": row["enrolled_at"].isoformat(timespec="seconds"),
        "last_seen": row["last_seen"].isoformat(timespec="seconds") if row["last_seen"] else None,
        "outage_departments": row["outage_departments"],
    }


def staff_add(chosen: argparse.Namespace) -> int:
    """Put a person on the staff list, so that the next roster can carry their keys."""
    person = (chosen.id, chosen.name, chosen.initials, Role(chosen.role).value)
    opened = open_central(chosen.home, chosen.database)
    try:
        with opened.parts.database.begin() as connection:
            enrolments.put_staff(connection, opened.parts.hospital_id, [person])
    finally:
        opened.close()
    sys.stdout.write("kept\n")
    return 0


def staff_list(chosen: argparse.Namespace) -> int:
    """List the staff."""
    opened = open_central(chosen.home, chosen.database)
    try:
        with opened.parts.database.read() as connection:
            rows = enrolments.staff_list(connection, opened.parts.hospital_id)
    finally:
        opened.close()
    shown = [{name: row[name] for name in ("staff_id", "name", "initials", "role")} for row in rows]
    if chosen.json:
        sys.stdout.write(json.dumps({"staff": shown}, ensure_ascii=False) + "\n")
        return 0
    for person in shown:
        sys.stdout.write(
            f"{person['staff_id']}  {person['role']:16} {person['initials']:6} {person['name']}\n"
        )
    return 0


def roster_sign(chosen: argparse.Namespace) -> int:
    """Put waiting staff keys on a new version, signed by the founding key."""
    key = FoundingKey.load(chosen.founding_key)
    opened = open_central(chosen.home, chosen.database)
    try:
        return _sign(opened, key)
    finally:
        opened.close()


def _sign(opened: Opened, key: FoundingKey) -> int:
    if key.public != opened.founding_public:
        raise WrongFoundingKeyError
    draft = draft_roster(opened.parts)
    if draft.unknown:
        sys.stderr.write(
            f"{draft.unknown} waiting keys belong to nobody on the staff list (see `staff add`)\n"
        )
    if not draft.taken:
        sys.stdout.write("no key waits; the roster stays as it is\n")
        return 0
    for entry in draft.fresh:
        # whoever signs compares this with what the person read off their desk: any enrolled desk can send any key
        key_sha256 = fingerprint(entry.sign_public).hex()[:16]
        sys.stdout.write(f"{entry.person}  {entry.role:16} desk {entry.desk}  key {key_sha256}\n")
    publish_roster(opened.parts, draft, key.sign_roster(draft.roster.signed_bytes()))
    sys.stdout.write(f"roster version {draft.roster.version}: {draft.taken} keys taken\n")
    return 0


def roster_remove(chosen: argparse.Namespace) -> int:
    """Take a person off the roster and the staff list, in a new version signed by the founding key."""
    key = FoundingKey.load(chosen.founding_key)
    opened = open_central(chosen.home, chosen.database)
    try:
        if key.public != opened.founding_public:
            raise WrongFoundingKeyError
        draft = draft_removal(opened.parts, chosen.person)
        publish_roster(opened.parts, draft, key.sign_roster(draft.roster.signed_bytes()))
    finally:
        opened.close()
    sys.stdout.write(
        f"roster version {draft.roster.version}: removed; refused at central from now on, at each desk once it has it\n"
    )
    return 0


def roster_show(chosen: argparse.Namespace) -> int:
    """Say which version is published, what waits, and who is proposed to be taken off."""
    opened = open_central(chosen.home, chosen.database)
    hospital = opened.parts.hospital_id
    try:
        with opened.parts.database.read() as connection:
            row = newest(connection, hospital)
            waiting, unknown = enrolments.waiting_keys(connection, hospital)
            people = current(opened.parts, connection)
            leaves = leaving(opened.parts, connection, people)
            seen = last_sign_ins(connection, hospital)
    finally:
        opened.close()
    answer = {
        "version": row.version if row else 0,
        "entries": len(row.entries) if row else 0,
        "waiting": len(waiting),
        "waiting_unknown": unknown,
    }
    asked = [
        {
            "person": leave.staff, "asked_by": leave.by, "asked_at": leave.at.isoformat(timespec="seconds"),
            "last_sign_in": seen[leave.staff].isoformat(timespec="seconds") if leave.staff in seen else None,
        }
        for leave in leaves
    ]  # fmt: skip
    if chosen.json:
        sys.stdout.write(json.dumps(answer | {"to_remove": asked}) + "\n")
    else:
        sys.stdout.write("".join(f"{name}: {value}\n" for name, value in answer.items()))
        for one in asked:
            sys.stdout.write(
                f"to remove: {one['person']}  asked by {one['asked_by']} at {one['asked_at']},"
                f" last sign-in {one['last_sign_in'] or 'never'} (roster remove {one['person']})\n"
            )
    return 0


def online_key(chosen: argparse.Namespace) -> int:
    """Print a new key of the public channel; the one before ends."""
    opened = open_central(chosen.home, chosen.database)
    try:
        key = OnlineService(opened.parts).new_channel_key()
    finally:
        opened.close()
    sys.stdout.write(f"{key}\n")
    return 0
