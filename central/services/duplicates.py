"""The scan for duplicates over all records, page by page as due work; a supervisor asks for it (G4).

Each record is opened in this process only, scored in memory, and met with those that share a keyed token with it.
What is kept is ids, points and codes. At most MOST_OFFERED pairs stand before the supervisors at a time; the people
of those pairs are in every desk's scope, the others wait.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from central.services.batch import Batch
from central.services.opening import account_of, record_of
from central.services.readings import readings_of
from central.store import feed, pairs, people, places
from desktop.domain.duplicates import Traits, block_keys, score, traits_of
from desktop.domain.ids import PairId
from desktop.domain.merging import PairEvent, PairState, step

PAGE = 50
MOST_OFFERED = 100
CURSOR = "duplicates_cursor"
IDLE = "idle"
RUNNING = "run:"


def ask(batch: Batch) -> None:
    """Begin at the beginning, also when a scan is running."""
    places.put_value(batch.connection, batch.hospital, CURSOR, RUNNING)


def asked(connection: Connection, hospital_id: str) -> bool:
    """Return whether a scan is under way."""
    return (places.value(connection, hospital_id, CURSOR) or IDLE).startswith(RUNNING)


def scan_page(batch: Batch) -> int:
    """Look at the next page of records; returns how many, 0 when no scan runs (or it has just ended)."""
    cursor = places.value(batch.connection, batch.hospital, CURSOR) or IDLE
    if not cursor.startswith(RUNNING):
        return 0
    after = cursor.removeprefix(RUNNING)
    ids = pairs.next_people(batch.connection, batch.hospital, after, PAGE)
    following = RUNNING + ids[-1] if ids else IDLE
    places.put_value(batch.connection, batch.hospital, CURSOR, following)
    if ids:
        _look_at(batch, ids)
    offer(batch)
    return len(ids)


def offer(batch: Batch) -> None:
    """Put the likeliest pairs before the supervisors until the list is full."""
    standing = len(pairs.in_state(batch.connection, batch.hospital, PairState.OPEN, MOST_OFFERED))
    waiting = pairs.in_state(batch.connection, batch.hospital, PairState.FOUND, MOST_OFFERED - standing)
    for pair_id in waiting:
        row = batch.pairs.get(pair_id)
        if row is None or row["state"] != PairState.FOUND.value:
            continue
        batch.pairs.change(pair_id, state=step(PairState.FOUND, PairEvent.OFFER).value)
        batch.touched.add(feed.CLINIC, "patient", row["first_id"], row["second_id"])
        batch.touched.add(feed.CLINIC, "pair", pair_id)


def _look_at(batch: Batch, ids: Sequence[str]) -> None:
    own = _traits(batch, ids)
    tokens = {
        patient: {batch.parts.keys.index(pairs.BLOCK, key) for key in block_keys(traits)}
        for patient, traits in own.items()
    }
    wanted = [token for mine in tokens.values() for token in mine]
    before = pairs.met_before(batch.connection, batch.hospital, wanted, ids[-1])
    others = {one for block in before.values() for one in block} - set(own)
    known = own | _traits(batch, sorted(others))
    blocks: dict[bytes, list[str]] = {token: list(block) for token, block in before.items()}
    held = people.tokens_of(batch.connection, batch.hospital, list(own))
    for patient in ids:
        if patient not in own:
            continue
        met: dict[str, None] = {}
        for token in sorted(tokens[patient]):
            block = blocks.setdefault(token, [])
            met.update(dict.fromkeys(other for other in block if other < patient))
            if patient not in block and len(block) < pairs.LARGEST_BLOCK:
                block.append(patient)
        for other in met:
            if other in known:
                _compare(batch, other, patient, known)
        _keep_tokens(batch, patient, held.get(patient, set()), tokens[patient])


def _traits(batch: Batch, ids: Sequence[str]) -> dict[str, Traits]:
    rows = people.people(batch.connection, batch.hospital, ids)
    wrapped = people.wrapped_keys(batch.connection, batch.hospital, ids)
    found: dict[str, Traits] = {}
    for patient, row in rows.items():
        record = record_of(batch.parts, row, wrapped)
        if record is None or row["state"] != people.LIVE or row["restricted"]:
            continue
        found[patient] = traits_of(record, account_of(batch.parts, row, wrapped), readings_of(record.name))
    return found


def _compare(batch: Batch, first: str, second: str, known: dict[str, Traits]) -> None:
    result = score(known[first], known[second])
    held = pairs.pair_of(batch.connection, batch.hospital, first, second)
    if held is not None or not result.listed:
        return
    batch.pairs.add(
        pair_id=PairId(batch.parts.new_id()), first_id=first, second_id=second, score=result.points,
        reasons=",".join(reason.value for reason in result.reasons), state=PairState.FOUND.value,
        found_at=batch.now, survivor_version=0, other_version=0, taken="", effect=b"", moved="",
    )  # fmt: skip
    batch.pairs.flush()


def _keep_tokens(batch: Batch, patient_id: str, there: set[tuple[str, bytes]], wanted: set[bytes]) -> None:
    held = {token for field, token in there if field == pairs.BLOCK}
    for token in sorted(held - wanted):
        batch.index.remove(pairs.BLOCK, token, patient_id)
    for token in sorted(wanted - held):
        batch.index.add(field=pairs.BLOCK, token=token, patient_id=patient_id)
