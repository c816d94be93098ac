"""Receipts and answers of requests: filled from templates, signed, verified anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desktop.domain.audit import AuditAct
from desktop.domain.clocks import all_due, ruling
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, StaffId
from desktop.domain.letters import (
    LETTER_PURPOSE,
    TEMPLATE_OF,
    LetterCode,
    LetterCodeInvalidError,
    Paper,
    digest,
    filled,
)
from desktop.domain.masking import Surface, mask_name
from desktop.domain.money import format_fee
from desktop.domain.paper_templates import CHINESE as CHINESE_TEXT
from desktop.domain.paper_templates import ENGLISH, LETTER
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_texts import NoteKind
from desktop.domain.requests import Evidence, Outcome, RequestKind, RequestState
from desktop.domain.rights import ACCOUNT_ONLY, UNCONFIRMED
from desktop.domain.schedules import CHINA, clinic_day
from desktop.domain.staff import Action
from desktop.ports.keys import SignatureCheck
from desktop.ports.requests import StoredRequest
from desktop.ports.store import StoredCase, Transaction
from desktop.services.desk import Desk
from desktop.services.notice import notice_of, operator_of
from desktop.services.requests import calendar_in_force, found_request, name_of
from desktop.services.rights import ANSWER_WITHIN

Words = Callable[[str, str, str], str]
Templates = Callable[[Transaction, str, str], str]
PublicKeys = Callable[[Transaction, StaffId], tuple[bytes, ...]]


CHINESE = "zh"
_SHOWN = frozenset({Evidence.CHIP_READ, Evidence.DOCUMENT_SEEN})


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready for paper: its paragraphs, its code, its language ("zh" or "en").

    `signature`: what the person drew under the request (domain.drawn as text), "" where they signed on paper.
    """

    case_id: CaseId
    paper: Paper
    language: str
    text: str
    code: str
    signature: str = ""
    signature_caption: str = ""

    def __repr__(self) -> str:
        return f"Letter({self.paper.value})"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a genuine code says; `text_matches` None when no text was compared."""

    code: LetterCode
    text_matches: bool | None


class LetterService:
    """Makes and verifies letters. `words(group, code, language)` turns a code into the words of a language.

    `templates(tx, name, language)` is the text in force of a paper (services.paper_templates.PaperBook.text_in).
    """

    def __init__(
        self, desk: Desk, templates: Templates, words: Words, check: SignatureCheck, keys_of: PublicKeys
    ) -> None:
        self._desk = desk
        self._templates = templates
        self._words = words
        self._check = check
        self._keys_of = keys_of

    def receipt(self, case_id: CaseId) -> Letter:
        """Return the receipt of a filed request with its number and last day (N12)."""
        return self._letter(case_id, Paper.RECEIPT)

    def notice(self, case_id: CaseId) -> Letter:
        """Return the notice of the new last day of an extended request; raises CentralRefusedError for another."""
        with self._desk.store.read() as tx:
            if found_request(tx, case_id).case.extended_at is None:
                raise CentralRefusedError(reason="not-extended")
        return self._letter(case_id, Paper.NOTICE)

    def answer(self, case_id: CaseId) -> Letter:
        """Return the answer of a decided request; raises CentralRefusedError before the decision counts."""
        with self._desk.store.read() as tx:
            case = found_request(tx, case_id).case
        if case.state not in (RequestState.DECIDED, RequestState.ANSWERED) or case.outcome is None:
            raise CentralRefusedError(reason="not-decided")
        return self._letter(case_id, Paper.REFUSAL if case.outcome is Outcome.REFUSED else Paper.ANSWER)

    def deletion_receipt(self, case_id: CaseId, language: str = CHINESE, signature: str = "") -> Letter:
        """Return the receipt of a filed deletion: number, last day, how to take it back, what they drew (N12).

        Raises CentralRefusedError when it is not filed any more, NotPermittedError.
        """
        self._desk.require(Action.FILE_DELETION)
        with self._desk.store.write() as tx:
            case = tx.cases.case(case_id)
            patient = tx.patients.get(case.patient_id) if case else None
            if case is None or patient is None:
                raise CentralRefusedError(reason="case-not-open")
            values = {
                "case": case_id,
                "kind": self._words("RequestKind", _kind_of(case), language),
                "name": mask_name(patient.record.name, Surface.SLIP),
                "filed": f"{case.filed_at.astimezone(CHINA):%Y-%m-%d}",
                "due": (clinic_day(case.filed_at) + ANSWER_WITHIN).isoformat(),
                "waits": self._words("ChangeWait", "erasure", language),
            }
            return self._drawn(self.written(tx, case_id, Paper.RECEIPT, language, values), signature)

    def certificate(self, case_id: CaseId, language: str = CHINESE) -> Letter:
        """Return the certificate of a deletion; it names nobody, because nobody is left to be named.

        `language` "zh" or "en" is asked of who waits for it: with the person went what they had chosen.
        Raises CentralRefusedError before central and every desk have confirmed it, NotPermittedError.
        """
        self._desk.require(Action.FILE_DELETION)
        with self._desk.store.write() as tx:
            case = tx.cases.case(case_id)
            if case is None or case.state in UNCONFIRMED or case.desks_pending:
                raise CentralRefusedError(reason="not-confirmed")
            kind = _kind_of(case)
            values = {
                "case": case_id,
                "kind": self._words("RequestKind", kind, language),
                "filed": f"{case.filed_at.astimezone(CHINA):%Y-%m-%d}",
                "outcome": self._words("Certified", kind, language),
                "kept": self._words("Kept", kind, language),
            }
            return self.written(tx, case_id, Paper.CERTIFICATE, language, values)

    def written(
        self, tx: Transaction, case_id: CaseId, paper: Paper, language: str, values: Mapping[str, str],
        outcome: str = "", mark: str = "",
    ) -> Letter:  # fmt: skip
        """Fill the paper's template in force, with who writes it; sign it and trace it in the same transaction.

        `mark` stands before the heading, whatever the template says.
        """
        template = self._template(tx, paper, language)
        text = mark + filled(template, {**self._house(tx), **values})
        return self._signed(tx, case_id, paper, outcome, language, text)

    def verify(self, code: str, text: str = "") -> Verified:
        """Check a scanned or typed code against the roster; raises LetterCodeInvalidError."""
        found = LetterCode.decode(code)
        with self._desk.store.read() as tx:
            publics = self._keys_of(tx, found.signer)
        message = found.signed_bytes()
        if not any(
            self._check.verify(public, found.signature, LETTER_PURPOSE, message) for public in publics
        ):
            raise LetterCodeInvalidError
        return Verified(found, digest(text) == found.digest if text.strip() else None)

    def _letter(self, case_id: CaseId, paper: Paper) -> Letter:
        self._desk.require(Action.FILE_REQUEST)
        with self._desk.store.write() as tx:
            stored = found_request(tx, case_id)
            language = stored.text.language
            outcome = stored.case.outcome.value if stored.case.outcome and paper is not Paper.RECEIPT else ""
            values = self._values(tx, stored, language)
            letter = self.written(tx, case_id, paper, language, values, outcome)
            return self._drawn(letter, stored.text.signature)

    def _drawn(self, letter: Letter, drawn: str) -> Letter:
        caption = self._words("Signed", "drawn", letter.language) if drawn else ""
        return replace(letter, signature=drawn, signature_caption=caption)

    def _template(self, tx: Transaction, paper: Paper, language: str) -> str:
        return self._templates(
            tx, LETTER + TEMPLATE_OF[paper], ENGLISH if language == ENGLISH else CHINESE_TEXT
        )

    def _signed(
        self, tx: Transaction, case_id: CaseId, paper: Paper, outcome: str, language: str, text: str
    ) -> Letter:
        """Sign the text as its code and trace the print in the same transaction."""
        person = self._desk.keys.person
        code = LetterCode(case_id, paper, outcome, self._desk.today(), person.person, digest(text))
        signed = code.with_signature(person.sign(LETTER_PURPOSE, code.signed_bytes()))
        self._desk.trace(tx, AuditAct.PRINT, object_id=case_id, facts={"paper": paper.value})
        return Letter(case_id, paper, language, text, signed.encode())

    def _reason(self, stored: StoredRequest, language: str) -> str:
        """Return the reason; before it the parts that a next of kin is told of, and no other (N13)."""
        parts = [self._words("RequestPart", part.value, language) for part in stored.case.scope]
        if not parts:
            return stored.text.reason
        colon, comma, stop = (": ", ", ", ". ") if language == "en" else ("：", "、", "。")
        limit = self._words("RequestPart", "limit", language)
        return f"{limit}{colon}{comma.join(parts)}{stop}{stored.text.reason}".strip()

    def _changed(self, case: RequestCase, language: str) -> str:
        """Return the names of the fields that were changed; never what stands in them."""
        comma = ", " if language == "en" else "、"
        done = case.changed if case.effected_at else ()
        return comma.join(self._words("ChangeField", name, language) for name in done)

    def _values(self, tx: Transaction, stored: StoredRequest, language: str) -> Mapping[str, str]:
        case, desk = stored.case, self._desk
        rules = ruling(all_due(case.kind, case.channel, case.times(), calendar_in_force(tx), desk.today()))
        decided = case.outcome if case.decided_at else None
        # before any proof the paper says only what the asker said: the same whether or not there is a file (T8)
        shown = not case.missing or _SHOWN & set(case.evidence)
        name = name_of(tx, stored) if shown else stored.text.asker_name
        return {
            "case": case.id,
            "kind": self._words("RequestKind", case.kind.value, language),
            "name": mask_name(name, Surface.SLIP) if name else "",
            "filed": f"{case.filed_at.astimezone(CHINA):%Y-%m-%d}",
            "due": rules.last_day.isoformat() if rules and rules.last_day else "",
            "outcome": self._words("RequestOutcome", decided.value, language) if decided else "",
            "clause": self._words("RequestClause", case.kind.value, language),
            "reason": self._reason(stored, language) if decided else _why_longer(stored),
            "fee": format_fee(case.fee_fen) if case.fee_fen else "",
            "kept": self._words("Kept", case.kind.value, language) if decided else "",
            "recipient": stored.text.recipient if decided and decided is not Outcome.REFUSED else "",
            "changed": self._changed(case, language),
            "waits": self._words("ChangeWait", _wait(case), language).format(day=_hold(case)),
        }

    def _house(self, tx: Transaction) -> dict[str, str]:
        """Return what every letter says of who writes it."""
        desk, today = self._desk, self._desk.today()
        notice, operator = notice_of(tx, today), operator_of(tx, today)
        return {
            "hospital": desk.place.hospital,
            "operator": operator.name if operator else desk.place.hospital,
            "contact": operator.contact if operator else "",
            "policy": notice.version if notice else "",
            "today": clinic_day(desk.clock.now()).isoformat(),
            "staff": desk.keys.staff.name,
            "window": desk.place.window,
        }


def _kind_of(case: StoredCase) -> str:
    closed = case.ground == ACCOUNT_ONLY
    return (RequestKind.CLOSE_ACCOUNT if closed else RequestKind.DELETE).value


def _wait(case: RequestCase) -> str:
    if case.stopped_at is not None:
        return "stopped"
    return "waits" if case.waits else ""


def _hold(case: RequestCase) -> str:
    return f"{case.hold_until.astimezone(CHINA):%Y-%m-%d %H:%M}" if case.hold_until else ""


def _why_longer(stored: StoredRequest) -> str:
    """Return the reason of an extension, "" without one."""
    said = [note.text for note in stored.text.notes if note.kind == NoteKind.EXTENDED.value]
    return said[-1] if said else ""
