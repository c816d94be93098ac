"""Papers of requests on a real desk: signed by who is on the roster, verified off line, no name on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from crash_desk import CLERK, SUPERVISOR

from desktop.bootstrap.letter_files import letter_word
from desktop.bootstrap.paper_files import shipped
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import CentralRefusedError
from desktop.domain.letters import LetterCodeInvalidError, Paper
from desktop.domain.paper_templates import CHINESE, ENGLISH, LANGUAGES, NAMES, check_text
from desktop.domain.request_proofs import RECORDED, ProofUncheckedError
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Asker, Channel, Evidence, RequestKind, RequestState, RequestStep
from desktop.domain.rights import ACCOUNT_ONLY
from desktop.services.letters import Letter
from desktop.services.request_values import RequestDraft
from desktop.sync.apply import ROSTER
from desktop.sync.wire import RosterRow, WireRosterEntry
from tests.desk.window import Window


@pytest.fixture
def rostered(window: Window) -> Window:
    """The desk holds a roster that names the clerk's key."""
    desk = window.desk
    public = desk.keys.person._signing.public  # type: ignore[attr-defined]
    entry = WireRosterEntry(
        CLERK.staff_id, CLERK.name, "wxm", "clerk", desk.keys.desk.desk, public, bytes(32),
        datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    with desk.store.write() as tx:
        tx.state.set(ROSTER, msgspec.json.encode(RosterRow(1, bytes(32), (entry,), bytes(64))))
    return window


def receipt(window: Window, language: str = "zh") -> Letter:
    person = window.confirm().patient_id
    draft = RequestDraft(
        RequestKind.ACCESS, Asker.SELF, Channel.WINDOW, person, RequestText("看记录", "", language=language),
        (Evidence.CHIP_READ,), signed=SignedHow.PAPER,
    )  # fmt: skip
    return window.cases.letters.receipt(window.cases.requests.file(draft))


@pytest.mark.rows("N12", "P31")
@pytest.mark.parametrize(("language", "words"), [("zh", "查阅个人信息"), ("en", "access to personal data")])
def test_a_receipt_names_case_and_last_day_and_only_a_masked_name(
    window: Window, language: str, words: str
) -> None:
    letter = receipt(window, language)
    (line,) = window.cases.requests.lines()
    assert letter.case_id in letter.text
    assert str(line.due) in letter.text
    assert words in letter.text
    name = window.patient(window.cases.requests.detail(letter.case_id).case.patient_id).record.name
    assert name not in letter.text
    assert name[0] + "**" in letter.text


@pytest.mark.rows("N28")
def test_a_changed_text_does_not_match_its_code(rostered: Window) -> None:
    window = rostered
    letter = receipt(window)
    letters = window.cases.letters
    assert letters.verify(letter.code).text_matches is None
    assert letters.verify(letter.code, letter.text).text_matches is True
    assert letters.verify(letter.code, letter.text.replace("最迟", "最早")).text_matches is False


@pytest.mark.rows("N28")
def test_another_person_at_the_desk_verifies_it_and_a_signer_nobody_knows_is_not_believed(
    rostered: Window,
) -> None:
    window = rostered
    letter = receipt(window)
    window.sign_in(SUPERVISOR)
    assert window.cases.letters.verify(letter.code).code.signer == CLERK.staff_id
    with window.desk.store.write() as tx:
        tx.state.set(ROSTER, None)
    with pytest.raises(LetterCodeInvalidError):
        window.cases.letters.verify(letter.code)


@pytest.mark.rows("P31", "A4")
def test_there_is_no_answer_before_the_decision_counts_and_steps_leave_their_trace(window: Window) -> None:
    letter = receipt(window)
    with pytest.raises(CentralRefusedError):
        window.cases.letters.answer(letter.case_id)
    window.cases.requests.step(letter.case_id, RequestStep.WITHDRAW)
    assert window.cases.requests.lines()[0].state == RequestState.WITHDRAWN


@pytest.mark.rows("G58")
def test_every_template_and_word_of_the_program_is_there_in_both_languages_and_holds() -> None:
    for name in NAMES:
        assert shipped(name, CHINESE) != shipped(name, ENGLISH)
        for language in LANGUAGES:
            check_text(name, shipped(name, language))
    for kind in RequestKind:
        for language in ("zh", "en"):
            assert letter_word("RequestKind", kind.value, language)
            assert letter_word("RequestClause", kind.value, language)


@pytest.mark.rows("T8", "N40", "P39")
@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.EMAIL, Channel.POST])
@pytest.mark.parametrize(
    "kind", [RequestKind.ACCESS, RequestKind.COPY, RequestKind.CORRECT, RequestKind.WITHDRAW]
)
def test_before_any_proof_the_paper_is_the_same_whether_or_not_there_is_a_file(
    window: Window, channel: Channel, kind: RequestKind
) -> None:
    on_file = window.confirm().patient_id
    said = RequestText("what do you keep about me", "李四")
    cases = [
        window.cases.requests.file(
            RequestDraft(kind, Asker.SELF, channel, person, said, signed=SignedHow.PAPER)
        )
        for person in (on_file, None)
    ]
    papers = [window.cases.letters.receipt(case).text.replace(case, "") for case in cases]
    assert papers[0] == papers[1]
    details = [window.cases.requests.detail(case) for case in cases]
    assert {d.case.state for d in details} == {RequestState.FILED}
    assert len({(d.needed, d.missing, d.clocks, d.line.due) for d in details}) == 1
    for case in cases:
        with pytest.raises(CentralRefusedError):
            window.cases.letters.answer(case)


@pytest.mark.rows("T8", "N40")
@pytest.mark.parametrize("seen", list(Evidence))
def test_a_request_without_a_file_discloses_nothing_whatever_is_ticked(
    window: Window, seen: Evidence
) -> None:
    said = RequestText("what do you keep about me", "李四")
    window.desk.note_stranger()  # a card was read, of somebody who is not on file
    for asker in (Asker.SELF, Asker.STAFF, Asker.OTHER):
        draft = RequestDraft(
            RequestKind.ACCESS, asker, Channel.WINDOW, None, said, (seen,), signed=SignedHow.PAPER,
            code_proof="none", document="E12345678",
        )  # fmt: skip
        if seen in RECORDED:
            with pytest.raises(ProofUncheckedError):
                window.cases.requests.file(draft)
            draft = replace(draft, evidence=())
        case_id = window.cases.requests.file(draft)
        case = window.cases.requests.detail(case_id).case
        assert case.patient_id is None
        assert not case.may_disclose


@pytest.mark.rows("P31", "T7", "G91")
def test_a_proof_is_believed_only_when_the_card_lies_there_and_the_number_is_the_one_on_file(
    window: Window,
) -> None:
    person = window.confirm().patient_id
    number = window.patient(person).record.document_number or ""
    other = window.confirm().patient_id  # their card was read last
    requests, text = window.cases.requests, RequestText("看记录", "")

    def why(seen: Evidence, document: str = "") -> object:
        draft = RequestDraft(
            RequestKind.ACCESS, Asker.SELF, Channel.WINDOW, person, text, (seen,), signed=SignedHow.PAPER,
            document=document,
        )  # fmt: skip
        before = window.counts()
        with pytest.raises(ProofUncheckedError) as refused:
            requests.file(draft)
        assert window.counts() == before
        return refused.value.why

    assert why(Evidence.CHIP_READ) == "card"
    assert requests.card_lies(other)
    window.desk.note_present(None)
    assert why(Evidence.CHIP_READ) == "card", "picked from a list"
    assert not requests.card_lies(None)
    wrong = window.patient(other).record.document_number or ""
    assert [why(Evidence.DOCUMENT_SEEN, one) for one in ("", number[:-1], wrong)] == ["number"] * 3
    case_id = requests.file(
        RequestDraft(RequestKind.ACCESS, Asker.SELF, Channel.WINDOW, person, text, signed=SignedHow.PAPER)
    )
    with pytest.raises(ProofUncheckedError):
        requests.step(case_id, RequestStep.VERIFY, (Evidence.DOCUMENT_SEEN,), document=wrong)
    requests.step(case_id, RequestStep.VERIFY, (Evidence.DOCUMENT_SEEN,), document=f" {number.lower()} ")
    assert requests.detail(case_id).case.state is RequestState.VERIFIED
    assert number.encode() not in b"".join(one.facts for one in window.operations())


@pytest.mark.rows("P25", "N28", "A1")
def test_a_deletion_is_certified_only_when_every_desk_has_confirmed_and_its_code_is_verified_anywhere(
    rostered: Window,
) -> None:
    window = rostered
    held = window.confirm().patient_id
    name = window.patient(held).record.name
    case_id = window.cases.rights.file_deletion(held, "withdrawn-consent", SignedHow.PAPER)

    def stands(state: str, *pending: str) -> None:
        with window.desk.store.write() as tx:
            case = tx.cases.case(case_id)
            assert case is not None
            tx.cases.put_case(replace(case, state=state, desks_pending=pending))

    for state, pending in (
        ("filed", ()),
        ("approved", ()),
        ("destroyed", ("5 号窗",)),
        ("done", ("5 号窗",)),
    ):
        stands(state, *pending)
        with pytest.raises(CentralRefusedError):
            window.cases.letters.certificate(case_id)
    stands("done")
    letter = window.cases.letters.certificate(case_id)
    assert letter.paper is Paper.CERTIFICATE
    assert "任何窗口都不能再查到申请人" in letter.text
    assert case_id in letter.text
    assert name not in letter.text
    assert name[0] + "**" not in letter.text
    found = window.cases.letters.verify(letter.code, letter.text)
    assert (found.code.case_id, found.code.paper, found.text_matches) == (case_id, Paper.CERTIFICATE, True)


@pytest.mark.rows("P2", "P25")
def test_the_certificate_of_a_closed_account_does_not_say_that_the_person_is_gone(rostered: Window) -> None:
    window = rostered
    case_id = window.cases.rights.file_deletion(window.confirm().patient_id, ACCOUNT_ONLY, SignedHow.PAPER)
    with window.desk.store.write() as tx:
        case = tx.cases.case(case_id)
        assert case is not None
        tx.cases.put_case(replace(case, state="done"))
    text = window.cases.letters.certificate(case_id).text
    assert "注销平台账户" in text
    assert "不能再查到" not in text
