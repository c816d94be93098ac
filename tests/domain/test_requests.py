"""Requests: every state by every step, every subset of proof, every clock (P24-P31, N11, N13, T7, T8)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.attachments import AttachmentError, check_attached, digest_of
from desktop.domain.clocks import CLOCKS, StartEvent, Times, all_due, ruling, warned
from desktop.domain.drawn import (
    DrawnSignature,
    SignatureDrawnError,
    SignatureMissingError,
    SignedHow,
    fewer,
)
from desktop.domain.errors import SelfApprovalError
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.mainland_days import MAINLAND, calendar_of
from desktop.domain.request_cases import RequestCase, Signed, case_of
from desktop.domain.request_proofs import RECORDED, attested, recorded_by
from desktop.domain.request_texts import CaseNote, RequestText
from desktop.domain.requests import (
    DISCLOSING,
    PROPOSED,
    STEPS,
    UNDECIDED,
    Asker,
    Channel,
    Decision,
    DecisionError,
    Evidence,
    EvidenceMissingError,
    Outcome,
    Part,
    RefusalGround,
    RequestKind,
    RequestState,
    RequestStep,
    RequestStepError,
    after,
    check_signed,
    may_disclose,
    missing,
    needed,
    needs_signature,
)

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
NO_SIGNATURE = {
    RequestKind.EXPLAIN, RequestKind.QUESTION, RequestKind.COMPLAINT, RequestKind.HOLD, RequestKind.LIFT_HOLD,
}  # fmt: skip
CLERK, ONE, TWO = StaffId("clerk"), StaffId("one"), StaffId("two")
GRANT = Decision(Outcome.APPROVED, None, 0, "")
TOLD = Decision(Outcome.APPROVED, None, 0, "", (Part.VISITS,))


def a_case(
    kind: RequestKind = RequestKind.ACCESS, asker: Asker = Asker.SELF, channel: Channel = Channel.WINDOW,
    evidence: Iterable[Evidence] = (), *, phone: bool = False,
) -> RequestCase:  # fmt: skip
    return RequestCase(
        CaseId("c"), PatientId("p"), kind, asker, channel, CLERK, NOW, phone, evidence=tuple(evidence)
    ).filed()


def everything(case: RequestCase) -> tuple[Evidence, ...]:
    return tuple(min(one_of, key=lambda e: e.value) for one_of in case.needed)


def signed(person: StaffId) -> Signed:
    return Signed(person, bytes(64), NOW + timedelta(days=1))


@pytest.mark.rows("P31")
def test_each_state_takes_exactly_the_steps_of_the_table() -> None:
    assert set(STEPS) == set(RequestState)
    for state, step in itertools.product(RequestState, RequestStep):
        if step in STEPS[state]:
            assert after(state, step) is STEPS[state][step]
            continue
        with pytest.raises(RequestStepError):
            after(state, step)


@pytest.mark.rows("T7", "T8", "N13", "P27", "P31")
def test_no_subset_of_the_proof_but_the_whole_leads_to_a_disclosure() -> None:
    looked_at = 0
    for kind, asker, channel, phone in itertools.product(RequestKind, Asker, Channel, (False, True)):
        wanted = needed(kind, asker, channel, phone_on_file=phone)
        proofs = sorted({proof for one_of in wanted for proof in one_of}, key=lambda e: e.value)
        for size in range(len(proofs) + 1):
            for seen in itertools.combinations(proofs, size):
                for state, outcome in itertools.product(RequestState, (None, *Outcome)):
                    looked_at += 1
                    whole = not missing(wanted, seen)
                    decided = state in (RequestState.DECIDED, RequestState.ANSWERED)
                    agreed = outcome in (Outcome.APPROVED, Outcome.PARTLY)
                    expected = kind in DISCLOSING and whole and decided and agreed
                    assert may_disclose(kind, wanted, seen, state, outcome) is expected
    assert looked_at > 10_000


@pytest.mark.rows("T7", "T8", "P31")
def test_no_set_of_ticks_proves_what_the_program_must_find_itself() -> None:
    """Papers, a second document, an authorisation and a call count by what records them, whatever is said was seen."""
    looked_at = 0
    for kind, asker, channel, phone in itertools.product(RequestKind, Asker, Channel, (False, True)):
        wanted = needed(kind, asker, channel, phone_on_file=phone)
        proofs = sorted({proof for one_of in wanted for proof in one_of}, key=lambda e: e.value)
        for size in range(len(proofs) + 1):
            for said in itertools.combinations(proofs, size):
                looked_at += 1
                found = set(said) - RECORDED
                assert a_case(kind, asker, channel, attested(said), phone=phone).missing == missing(
                    wanted, found
                )
                for recorded in RECORDED & set(said):
                    counts = set(attested(said, recorded.value))
                    assert counts == found | {recorded}, "one step records one proof"
    assert looked_at > 1_000


def note(kind: str, proof: Evidence, text: str = "", after_s: int = 60) -> CaseNote:
    return CaseNote(kind, text, CLERK, (NOW + timedelta(seconds=after_s)).isoformat(), proof=proof.value)


@pytest.mark.rows("T8", "P31", "P39", "P24")
def test_a_call_counts_to_the_number_on_file_after_the_filing_and_an_authorisation_for_a_named_body() -> None:
    def brings(said: CaseNote, recipient: str = "", phone: str | None = "16500138000") -> str:
        return recorded_by(said, recipient, phone, NOW)

    call = Evidence.CALL_BACK
    assert brings(note("called", call, "8000")) == call
    assert brings(note("called", call, "8001")) == ""
    assert brings(note("called", call, "")) == ""
    assert brings(note("called", call, "8000"), phone=None) == ""
    assert brings(note("called", call, "8000", -1)) == "", "called before anything was asked"
    assert brings(note("called", Evidence.MANDATE, "8000")) == "", "a call is no paper"
    assert brings(note("task", call, "8000")) == ""
    given = note("attached", Evidence.AUTHORISATION, "paper.pdf")
    assert (brings(given), brings(given, " "), brings(given, "City Hospital")) == ("", "", "authorisation")
    assert brings(note("attached", Evidence.MANDATE)) == Evidence.MANDATE


@pytest.mark.rows("T8", "P31")
def test_a_second_document_is_of_another_kind_than_the_one_on_file() -> None:
    content = b"%PDF-1.7 passport"

    def attach(document: str, first: str | None, proof: str = "second-document") -> None:
        said = CaseNote(
            "attached", "scan.pdf", CLERK, NOW.isoformat(), of="f", digest=digest_of(content), proof=proof,
            document=document,
        )  # fmt: skip
        check_attached(said, content, (), first)

    attach("passport", "resident-card")
    attach("passport", None)
    for document, first in (("passport", "passport"), ("", "resident-card"), ("none", None), ("card", None)):
        with pytest.raises(AttachmentError):
            attach(document, first)
    with pytest.raises(AttachmentError):
        attach("passport", "resident-card", "mandate")


@pytest.mark.rows("T7", "N13", "P27")
@pytest.mark.parametrize("lacking", sorted(Evidence, key=lambda e: e.value))
def test_next_of_kin_need_every_proof_and_two_reviewers(lacking: Evidence) -> None:
    case = a_case(RequestKind.KIN, Asker.KIN)
    proofs = everything(case)
    if lacking in proofs:
        with pytest.raises(EvidenceMissingError):
            case.stepped(RequestStep.VERIFY, NOW, [p for p in proofs if p is not lacking])
    verified = case.stepped(RequestStep.VERIFY, NOW, proofs)
    with pytest.raises(DecisionError):
        verified.decided(GRANT, signed(ONE))
    first = verified.decided(TOLD, signed(ONE))
    assert (first.state, first.may_disclose, first.reviewers_left) == (RequestState.REVIEWED, False, 1)
    with pytest.raises(SelfApprovalError):
        first.decided(TOLD, signed(ONE))
    wider = first.decided(replace(TOLD, scope=(Part.VISITS, Part.FEES)), signed(TWO))
    assert (wider.state, len(wider.signed)) == (RequestState.REVIEWED, 1)
    second = first.decided(TOLD, signed(TWO))
    assert (second.state, second.may_disclose) == (RequestState.DECIDED, True)


@pytest.mark.rows("A3", "P31")
def test_who_filed_never_decides_and_another_view_of_the_second_begins_the_review_again() -> None:
    verified = a_case(RequestKind.COPY, Asker.AGENT).stepped(
        RequestStep.VERIFY, NOW, everything(a_case(RequestKind.COPY, Asker.AGENT))
    )
    with pytest.raises(SelfApprovalError):
        verified.decided(GRANT, signed(CLERK))
    first = verified.decided(GRANT, signed(ONE))
    refusal = Decision(Outcome.REFUSED, RefusalGround.RISK_TO_OTHERS, 0, "第三人")
    again = first.decided(refusal, signed(TWO))
    assert (again.state, again.outcome, len(again.signed)) == (RequestState.REVIEWED, Outcome.REFUSED, 1)
    assert again.decided(refusal, signed(ONE)).state is RequestState.DECIDED


@pytest.mark.rows("P31", "N38")
@pytest.mark.parametrize(
    ("decision", "what"),
    [
        (Decision(Outcome.REFUSED, None, 0, "理由"), "ground"),
        (Decision(Outcome.REFUSED, RefusalGround.GROUNDLESS, 0, "  "), "reason"),
        (Decision(Outcome.REFUSED, RefusalGround.LAW_KEEPS, 0, "病历"), "ground"),
        (Decision(Outcome.APPROVED, RefusalGround.GROUNDLESS, 0, ""), "ground"),
        (Decision(Outcome.PARTLY, RefusalGround.LAW_KEEPS, 0, ""), "reason"),
        (Decision(Outcome.APPROVED, None, 500, ""), "fee"),
        (Decision(Outcome.APPROVED, None, -1, "x"), "fee"),
    ],
)
def test_a_refusal_needs_a_listed_ground_and_a_reason_and_a_fee_its_reason(
    decision: Decision, what: str
) -> None:
    with pytest.raises(DecisionError) as raised:
        decision.check()
    assert raised.value.facts == {"what": what}


def test_the_signed_bytes_change_with_every_part_of_the_decision() -> None:
    part = Decision(Outcome.PARTLY, RefusalGround.LAW_KEEPS, 0, "病历依法保存")
    others = [
        replace(part, outcome=Outcome.REFUSED), replace(part, ground=RefusalGround.IMPRACTICAL),
        replace(part, fee_fen=1), replace(part, reason="病历依法保存。"),
    ]  # fmt: skip
    seen = (Evidence.CHIP_READ,)
    told = {d.to_bytes(CaseId("c"), seen) for d in (part, *others)}
    told |= {part.to_bytes(CaseId("d"), seen), part.to_bytes(CaseId("c"), ())}
    assert len(told) == 7


@pytest.mark.rows("P39", "T8")
def test_from_afar_only_the_number_on_file_proves_somebody_or_the_card_brought_to_the_reader() -> None:
    case = a_case(RequestKind.ACCESS, Asker.SELF, Channel.PHONE)
    far = [Evidence.CODE_ON_FILE, Evidence.CALL_BACK]
    for lacking in ([Evidence.DOCUMENT_SEEN, Evidence.SECOND_DOCUMENT], far[:1], far[1:]):
        with pytest.raises(EvidenceMissingError):
            case.stepped(RequestStep.VERIFY, NOW, lacking)
    for enough in (far, [Evidence.CHIP_READ]):
        assert case.stepped(RequestStep.VERIFY, NOW, enough).state is RequestState.VERIFIED


def test_all_proof_at_once_verifies_at_the_window_and_a_code_is_asked_where_a_number_is_on_file() -> None:
    assert a_case(evidence=[Evidence.CHIP_READ]).state is RequestState.VERIFIED
    with_phone = a_case(evidence=[Evidence.CHIP_READ], phone=True)
    assert with_phone.state is RequestState.FILED
    assert with_phone.missing == (frozenset({Evidence.CODE_ON_FILE, Evidence.SECOND_DOCUMENT}),)


@pytest.mark.rows("N12", "P37")
def test_what_is_asked_at_the_window_is_signed_and_an_empty_or_torn_signature_is_none() -> None:
    drawn = DrawnSignature((((100, 200), (150, 80), (220, 240), (300, 120)), ((320, 320),)))
    assert DrawnSignature.from_text(drawn.to_text()) == drawn
    for kind, channel in itertools.product(RequestKind, Channel):
        assert needs_signature(kind, channel) is (channel is Channel.WINDOW and kind not in NO_SIGNATURE)
        if kind in NO_SIGNATURE or channel is not Channel.WINDOW:
            check_signed(kind, channel, SignedHow.NOT, "")
            continue
        check_signed(kind, channel, SignedHow.PAPER, "")
        check_signed(kind, channel, SignedHow.DRAWN, drawn.to_text())
        for how, text in ((SignedHow.NOT, ""), (SignedHow.PAPER, drawn.to_text())):
            with pytest.raises(SignatureMissingError):
                check_signed(kind, channel, how, text)
    for torn in ("", "1,1 2,2", "x", "1,1 2000,2 3,3 4,4", drawn.to_text() + ";", " ".join(["1,1"] * 1_300)):
        with pytest.raises(SignatureDrawnError):
            check_signed(RequestKind.ACCESS, Channel.WINDOW, SignedHow.DRAWN, torn)
    assert fewer(((0, 0), (1, 1), (9, 9), (9, 10)), 5) == ((0, 0), (9, 9), (9, 10))


@given(st.lists(st.sampled_from(list(RequestStep)), max_size=6), st.sampled_from(list(RequestKind)))
@settings(max_examples=150, deadline=None)
def test_a_case_comes_back_from_its_facts_as_it_was(steps: list[RequestStep], kind: RequestKind) -> None:
    case = a_case(kind)
    for step in steps:
        try:
            case = case.stepped(step, NOW + timedelta(hours=1), everything(case))
        except (RequestStepError, EvidenceMissingError):
            continue
    if case.kind in PROPOSED and case.state in UNDECIDED:
        case = replace(case.proposed("ab" * 32, ["name"], CLERK), hold_until=NOW, stopped_at=NOW)
    if case.state is RequestState.VERIFIED:
        made_good = "made good" if kind is RequestKind.HARM else ""
        case = case.decided(replace(TOLD, reason=made_good), signed(ONE))
    back = case_of(
        case.id, case.patient_id, case.kind.value, case.asker.value, case.state.value, case.version, case.filed_by,
        case.filed_at, case.facts(),
    )  # fmt: skip
    assert back == case
    text = RequestText("说明", "李某", reason="理由")
    assert RequestText.from_bytes(text.to_bytes()) == text


# ---------------------------------------------------------------- clocks
FILED = date(2026, 11, 24)


@pytest.mark.rows("P31", "P28", "P35", "N11")
@pytest.mark.parametrize(
    ("kind", "channel", "rules", "last"),
    [
        (RequestKind.ACCESS, Channel.WINDOW, "reply-15", date(2026, 12, 9)),
        (RequestKind.COMPLAINT, Channel.WINDOW, "complaint-15", date(2026, 12, 9)),
        (RequestKind.QUESTION, Channel.WINDOW, "question-15w", date(2026, 12, 15)),
        (RequestKind.CORRECT, Channel.EMAIL, "reply-15", date(2026, 12, 9)),
    ],
)
def test_all_clocks_are_shown_and_the_earliest_rules(
    kind: RequestKind, channel: Channel, rules: str, last: date
) -> None:
    dues = all_due(kind, channel, Times(FILED, FILED), MAINLAND, FILED)
    first = ruling(dues)
    assert first is not None
    assert (first.clock.code, first.last_day) == (rules, last)
    assert [d.clock for d in dues] == [
        d.clock for d in sorted(dues, key=lambda d: (d.last_day, d.clock.code))
    ]
    assert {d.clock for d in dues} == {c for c in CLOCKS if c.applies(kind, channel)}


@pytest.mark.rows("P35")
def test_a_clock_that_begins_with_the_proof_has_no_last_day_before_it() -> None:
    dues = all_due(RequestKind.QUESTION, Channel.PHONE, Times(FILED), MAINLAND, FILED)
    assert [d.last_day for d in dues if d.clock.start is StartEvent.VERIFIED] == [None, None]
    assert ruling(dues) is None


@pytest.mark.rows("N11", "P31")
def test_only_waiting_for_proof_pauses_and_only_the_reply_clock() -> None:
    asked, given_at = date(2026, 11, 25), date(2026, 11, 30)
    times = Times(FILED, given_at, ((asked, given_at),))
    dues = {d.clock.code: d for d in all_due(RequestKind.ACCESS, Channel.WINDOW, times, MAINLAND, FILED)}
    assert (dues["reply-15"].last_day, dues["reply-15"].paused_days) == (date(2026, 12, 14), 5)
    assert dues["standard-30"].last_day == date(2026, 12, 24)
    still = Times(FILED, None, ((asked, None),))
    waiting = all_due(RequestKind.ACCESS, Channel.WINDOW, still, MAINLAND, date(2026, 11, 28))
    assert {d.clock.code: d.paused_days for d in waiting}["reply-15"] == 3


@pytest.mark.rows("N11")
def test_make_up_days_count_holidays_do_not_and_beyond_the_calendar_the_answer_says_so() -> None:
    before_feast = Times(date(2026, 9, 18), date(2026, 9, 18))
    (due,) = [
        d for d in all_due(RequestKind.QUESTION, Channel.WINDOW, before_feast, MAINLAND, FILED)
        if d.clock.code == "question-15w"
    ]  # fmt: skip
    assert (due.last_day, due.sure) == (date(2026, 10, 15), True)
    late = Times(date(2026, 12, 20), date(2026, 12, 20))
    (due,) = [
        d for d in all_due(RequestKind.QUESTION, Channel.WINDOW, late, MAINLAND, FILED)
        if d.clock.code == "question-15w"
    ]  # fmt: skip
    assert (due.last_day, due.sure) == (date(2027, 1, 8), False)
    newer = calendar_of(date(2027, 12, 31), "2027-01-01", "2027-01-03")
    (due,) = [
        d
        for d in all_due(RequestKind.QUESTION, Channel.WINDOW, late, newer, FILED)
        if d.clock.code == "question-15w"
    ]
    assert (due.last_day, due.sure) == (date(2027, 1, 8), True)
    for bad in (("2027-01-01 2027-01-01", ""), ("x", ""), ("2028-01-01", "")):
        with pytest.raises(ValueError, match=r".+"):
            calendar_of(date(2027, 12, 31), *bad)


@pytest.mark.rows("N11", "P31")
def test_warnings_come_at_seven_ten_and_thirteen_days() -> None:
    said = [warned(Times(FILED), FILED + timedelta(days=n)) for n in (0, 6, 7, 9, 10, 12, 13, 40)]
    assert said == [None, None, 7, 7, 10, 10, 13, 13]
