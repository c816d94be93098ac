"""Who is opened to be compared leaves a trace, typed or read (DECISIONS 4, A2)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.documents import DocumentType, Sex
from desktop.domain.people import EvidenceLevel, Match
from desktop.ports.store import Store
from desktop.services.drafts import PersonDraft
from desktop.services.identify import IdentifyService
from tests.fakes.clinic import RECORD, keep
from tests.services.conftest import MakeDesk, traced
from tests.services.test_reveal import NoDirectory


def draft(name: str, birth: str | None) -> PersonDraft:
    """Return a person without a document here, typed by the clerk."""
    return PersonDraft(
        DocumentType.NONE, "", name, Sex.UNKNOWN, date.fromisoformat(birth) if birth else None,
        EvidenceLevel.TYPED, emergency_reason="unconscious",
    )  # fmt: skip


@pytest.mark.rows("A2", "G3", "N1")
def test_typed_likely_duplicates_are_shown_behind_one_trace_with_their_count(
    store: Store, sign_in: MakeDesk
) -> None:
    with store.write() as tx:
        keep(tx, record=RECORD)
    answer = IdentifyService(sign_in(), NoDirectory()).identify(draft(RECORD.name, RECORD.birth))
    assert answer.match is Match.LIKELY
    assert len(answer.likely) == 1
    event = traced(store)[-1]
    assert event["act"] == "lookup"
    assert event["facts"] == {"by": "likely", "match": "likely", "rows": 1}
    assert RECORD.name not in str(traced(store))


@pytest.mark.rows("A2")
def test_somebody_new_opens_nobody_and_leaves_no_such_trace(store: Store, sign_in: MakeDesk) -> None:
    with store.write() as tx:
        keep(tx, record=RECORD)
    before = len(traced(store))
    answer = IdentifyService(sign_in(), NoDirectory()).identify(draft("样例无此人", "1971-02-03"))
    assert answer.match is Match.NEW
    assert [e for e in traced(store)[before:] if e["act"] == "lookup"] == []
