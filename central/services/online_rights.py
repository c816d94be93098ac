"""Rights on the public channel: requests are filed, a deletion filed at a window is taken back (P25, SECURITY §4.4).

The platform's account may be closed by then, so it proves nothing. What counts is the case's number, which stands on
the receipt, and a code sent to the number that is on file already; where there is none, the way back is a window.
"""

from __future__ import annotations

from sqlalchemy.engine import Connection

from central.services import leavers
from central.services.batch import Batch
from central.services.codes import LIFE, RESEND_AFTER, CodeNotSentError, CodeService
from central.services.online_orders import Done, OrderAnswer, Orders
from central.services.parts import CentralParts
from central.services.people import parts_of
from central.services.public import may_use
from central.services.requests import KEY_BYTES, add_case
from central.services.taking_back import open_still, withdraw
from central.store import erasure_proofs, online_requests
from desktop.domain.errors import CentralRefusedError, CodeExpiredError, KnownError, TooManyCodesError
from desktop.domain.ids import CaseId, StaffId
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_texts import NOTE_MOST, RequestText
from desktop.domain.requests import ONLINE_KINDS, Asker, Channel, RequestKind
from desktop.sync.wire import CodeSent, OnlineFiled, OnlineRequest, OnlineTakeBack, OnlineTakenBack

# codes of the channel belong to their case alone, as a desk's belong to the desk
BY_CASE = "online/"
LONGEST_ID = 48
MOST_CONTACT = 200
# how many requests of one person may be open that came from the platform
MOST_OPEN = 5
# no member of staff filed it, so everybody may decide on it
NOBODY = StaffId(Channel.ONLINE.value)


class RequestMalformedError(KnownError):
    """The request is none that the platform may file; facts: `what` (never a value)."""

    code = "request-malformed"


class OnlineRightsService:
    """Files requests, sends the code and takes the deletion back; what a stranger learns is nothing."""

    def __init__(self, parts: CentralParts, codes: CodeService) -> None:
        self._parts, self._codes, self._orders = parts, codes, Orders(parts)

    def send_code(self, case_id: CaseId) -> CodeSent:
        """Send a code to the number on file; the answer is the same when there is no such case, number or message."""
        phone = ""
        if _plain(case_id):
            phone = self._parts.database.run(lambda connection: self._phone(connection, case_id))
        if phone:
            try:
                return self._codes.send(BY_CASE + case_id, phone)
            except (TooManyCodesError, CodeNotSentError):
                pass  # said to nobody who could learn from it that there is a case
        return CodeSent(self._parts.new_id(), int(LIFE.total_seconds()), int(RESEND_AFTER.total_seconds()))

    def file(self, order_key: str, order: OnlineRequest) -> OrderAnswer:
        """File what an account asks for itself; a window proves who asks before anything is disclosed or changed.

        Raises OrderKeyError, OrderReusedError.
        """

        def act(connection: Connection) -> Done:
            kind, words, contact = _asked(order)
            batch = Batch(self._parts, connection, "")
            may_use(batch, order.patient_id)
            if online_requests.open_of(connection, self._parts.hospital_id, order.patient_id) >= MOST_OPEN:
                raise CentralRefusedError(reason="too-many-requests")
            person = batch.patients.get(order.patient_id)
            case = RequestCase(
                id=CaseId(self._parts.new_id()), patient_id=order.patient_id, kind=kind, asker=Asker.SELF,
                channel=Channel.ONLINE, filed_by=NOBODY, filed_at=batch.now,
                phone_on_file=bool(person and person["phone_verified"]),
            ).filed()  # fmt: skip
            key = self._parts.randomness.bytes(KEY_BYTES)
            add_case(
                batch, case, RequestText(words, "", contact=contact, language=order.language), key, NOBODY
            )
            batch.finish()
            return OnlineFiled(case.id), batch.touched, None

        return self._orders.answer(order_key, order, act)

    def take_back(self, order_key: str, order: OnlineTakeBack) -> OrderAnswer:
        """Withdraw the deletion by central's clock; the first answer stands.

        Raises OrderKeyError, OrderReusedError, CodeWrongError(left), CodeExpiredError.
        """
        given = self._orders.before(order_key, order)
        if given is not None:
            return given
        if not _plain(order.case_id) or not _plain(order.code_id):
            raise CodeExpiredError
        try:
            self._codes.check(BY_CASE + order.case_id, order.code_id, order.code)
        except CodeExpiredError:
            given = self._orders.before(order_key, order)  # the same order just used the code up
            if given is None:
                raise
            return given

        def act(connection: Connection) -> Done:
            batch = Batch(self._parts, connection, "")
            case = batch.cases.get(order.case_id)
            if case is None or not open_still(batch, case):
                raise CentralRefusedError(reason="case-not-open")
            withdraw(batch, case)
            erasure_proofs.note_withdrawn(
                connection, self._parts.hospital_id, order.case_id, batch.now, order.code_id
            )
            batch.finish()
            gone = len(leavers.gone_with(batch, case))
            return OnlineTakenBack(order.case_id, gone), batch.touched, None

        return self._orders.answer(order_key, order, act)

    def _phone(self, connection: Connection, case_id: CaseId) -> str:
        """Return the verified number of whom an open deletion is about, "" when there is none."""
        batch = Batch(self._parts, connection, "")
        case = batch.cases.get(case_id)
        if case is None or not open_still(batch, case):
            return ""
        person = batch.patients.get(case["patient_id"])
        held = parts_of(batch, case["patient_id"])
        if person is None or not person["phone_verified"] or held is None or held[1] is None:
            return ""
        return held[1].phone or ""


def _asked(order: OnlineRequest) -> tuple[RequestKind, str, str]:
    """Return kind, words and contact of an order; raises RequestMalformedError."""
    words, contact = order.words.strip(), order.contact.strip()
    known = {kind.value: kind for kind in ONLINE_KINDS}.get(order.kind)
    if known is None:
        raise RequestMalformedError(what="kind")
    if not words or len(words) > NOTE_MOST:
        raise RequestMalformedError(what="words")
    if len(contact) > MOST_CONTACT or order.language not in ("zh", "en"):
        raise RequestMalformedError(what="contact" if len(contact) > MOST_CONTACT else "language")
    return known, words, contact


def _plain(text: str) -> bool:
    """Return whether a text of the public channel can be an id at all."""
    return 0 < len(text) <= LONGEST_ID and text.isascii() and text.isprintable()
