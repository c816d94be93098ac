"""A made-up slip."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from desktop.domain.ids import DeskId, OperationId, SessionId
from desktop.domain.slips import Slip, SlipCode

CODE = SlipCode(
    session_id=SessionId("0192f3c1-5a00-7000-8000-000000000001"),
    number=14,
    epoch=3,
    operation_id=OperationId("0192f3c1-5a00-7000-8000-000000000002"),
    desk_id=DeskId("desk-3"),
    signature=bytes(range(64)),
)


@pytest.fixture
def code() -> SlipCode:
    return CODE


@pytest.fixture
def slip(code: SlipCode) -> Slip:
    return Slip(
        hospital="样例市第一人民医院",
        department="心血管内科",
        doctor="李样例",
        doctor_title="主任医师",
        date=date(2026, 11, 24),
        starts=time(14, 0),
        ends=time(14, 30),
        number=14,
        place="门诊楼 3 层 B 区 305 诊室",
        masked_name="单**",
        document_tail="0028",
        fee_fen=5_000,
        provisional=False,
        reprint=0,
        qr=code.encode(),
        window="3 号窗",
        staff_name="王样例",
        printed_at=datetime(2026, 11, 24, 2, 42, 31, tzinfo=UTC),
        contact="000-0000 0000",
    )
