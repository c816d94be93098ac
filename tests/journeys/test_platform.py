"""The platform at central's documented interface: it books from the same pool as the windows; the region is asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from demo_parts import Central, command

from desktop.bootstrap import commands
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import STORE_FILE, line_to_central
from desktop.domain.made_up import MadeUpPerson
from tests.journeys.headless import HeadlessDesk
from tests.journeys.windows.desk_at_work import change_central

MakeDesk = Callable[..., HeadlessDesk]
BOOKINGS, SESSIONS = "/v1/online/bookings", "/v1/online/sessions"


@pytest.mark.rows("G111", "G30", "I1", "I3")
def test_what_the_platform_books_by_its_key_is_once_in_the_pool_and_gone_from_the_windows_board(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    desk = make_desk("platform")
    known = desk.register(next(people), cell=desk.free_cell("xxg"))
    desk.sync()
    cell = desk.free_cell("gk")
    key = command("central", "online-key", "--home", str(central.home)).strip().splitlines()[-1]
    order = json.dumps(
        {"patient_id": known.patient_id, "session_id": cell.session_id, "half_hour": cell.half_hour}
    ).encode()
    mine = {
        "Authorization": f"Bearer {key}",
        "Idempotency-Key": known.booking_id,
        "Content-Type": "application/json",
    }
    with closing(line_to_central(Installation.load(desk.home))) as line:
        described = json.loads(line.send("GET", "/v1/openapi.json", {}, b"", 10.0).body)
        assert {BOOKINGS, SESSIONS, "/v1/exchange"} <= described["paths"].keys()
        assert line.send("POST", BOOKINGS, {**mine, "Authorization": "Bearer x"}, order, 10.0).status == 401
        answers = [line.send("POST", BOOKINGS, mine, order, 10.0) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200], answers[0].body
    assert answers[0].body == answers[1].body
    booked = json.loads(answers[0].body)
    desk.sync()
    with desk.desk.store.read() as tx:
        here = [b for b in tx.bookings.of_patient(known.patient_id, 9) if b.session_id == cell.session_id]
        session = tx.schedules.session(cell.session_id)
    assert [(b.id, b.number, b.channel) for b in here] == [(booked["booking_id"], booked["number"], "online")]
    assert session is not None
    assert session.left[cell.half_hour] == cell.left - 1


@pytest.mark.rows("P16")
def test_a_desk_enrols_in_the_region_that_central_signed_for_and_refuses_every_other(
    make_desk: MakeDesk, central: Central, tmp_path: Path
) -> None:
    desk = make_desk("region")
    assert desk.sync()
    assert Installation.load(desk.home).region == "cn"
    abroad = tmp_path / "abroad"
    words = ["enroll", "--home", str(abroad), "--demo-staff", "--vault", "file", "--code"]
    change_central(central, "UPDATE hospitals SET region = 'us'")
    try:
        assert commands.main([*words, central.enroll_code("abroad")]) != 0
    finally:
        change_central(central, "UPDATE hospitals SET region = 'cn'")
    assert not (abroad / STORE_FILE).exists()
