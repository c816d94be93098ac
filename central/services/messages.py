"""Messages to people: the phone is opened only when one is sent; what came of it stands on the board (G50, G64)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from central.services.opening import account_of
from central.services.parts import CentralParts
from central.services.ports import Notice, NoticeSender
from central.store import feed, marks, people, stopping, waiting, withdrawals
from desktop.domain.consent import Purpose
from desktop.domain.errors import KnownError
from desktop.domain.message_log import SENT_MESSAGE
from desktop.domain.message_texts import MOVED, OFFER, USUAL
from desktop.domain.schedules import CHINA, HALF_HOUR
from desktop.domain.stopping import SmsState

AT_ONCE = 20


class MessageService:
    """Sends what waits; call it every second or two. One message is sent by one process only."""

    def __init__(self, parts: CentralParts, sender: NoticeSender) -> None:
        self._parts = parts
        self._sender = sender

    def run_due(self) -> int:
        """Send some messages and return how many; what was cut off while it was sent counts as failed."""
        parts = self._parts
        with parts.database.read() as connection:
            stuck = stopping.stuck_messages(
                connection, parts.hospital_id, parts.now() - stopping.STUCK_AFTER, AT_ONCE
            )
            waiting = stopping.waiting_messages(connection, parts.hospital_id, parts.now(), AT_ONCE)
            phones = self._phones(connection, [message["patient_id"] for message in waiting])
            notices = {m["message_id"]: self._notice(connection, m) for m in waiting}
        for message in stuck:
            self._end(message, SmsState.FAILED, "cut-off", "")
        return sum(self._send(m, phones.get(m["patient_id"], ""), notices[m["message_id"]]) for m in waiting)

    def _phones(self, connection: Connection, patient_ids: list[str]) -> dict[str, str]:
        """Leave out who does not want to be contacted; what the law makes us say is not sent from here."""
        phones = phones_of(self._parts, connection, patient_ids)
        silent = withdrawals.withdrawn(
            connection, self._parts.hospital_id, patient_ids, Purpose.CONTACT.value
        )
        return {patient: phone for patient, phone in phones.items() if patient not in silent}

    def _notice(self, connection: Connection, message: dict[str, Any]) -> Notice:
        parts, template = self._parts, str(message["template"])
        text, vendor = stopping.template_of(connection, parts.hospital_id, template) or (USUAL[template], "")
        if template == OFFER:
            return Notice(*_offered(connection, parts.hospital_id, message["booking_id"], text, vendor))
        row = stopping.affected_row(connection, parts.hospital_id, message["booking_id"])
        moved = template == MOVED and row["offer_session"]
        session_id = row["offer_session"] if moved else row["session_id"]
        names = stopping.names_of(connection, parts.hospital_id, [session_id])[session_id]
        values = {
            "department": names["department"], "doctor": names["doctor"], "day": f"{names['day']:%m-%d}",
            "time": f"{names['starts']:%H:%M}", "place": names["place"],
            "number": str(row["offer_number"] if moved else row["number"]),
        }  # fmt: skip
        return Notice(text.format_map(values), vendor, values)

    def _send(self, message: dict[str, Any], phone: str, notice: Notice) -> int:
        parts = self._parts
        taken = parts.database.run(
            lambda c: stopping.take_message(c, parts.hospital_id, message["message_id"], parts.now())
        )
        if not taken:
            return 0
        if not phone or not notice.text:
            self._end(message, SmsState.FAILED, "offer-gone" if phone else "no-phone", "")
            return 1
        try:
            receipt = self._sender.send_notice(phone, notice)
        except KnownError as error:
            self._end(message, SmsState.FAILED, str(error.facts.get("reason", error.code))[:64], "")
            return 1
        self._end(message, SmsState.ARRIVED if receipt.arrived else SmsState.SENT, "", receipt.number)
        return 1

    def _end(self, message: dict[str, Any], state: SmsState, reason: str, receipt: str) -> None:
        parts = self._parts

        def work(connection: Connection) -> None:
            stopping.end_message(
                connection, parts.hospital_id, message, state=state, reason=reason, receipt=receipt[:128],
                now=parts.now(),
            )  # fmt: skip
            kind = "affected"
            if message["template"] == OFFER:
                kind = "waiting"
                waiting.put_sms(connection, parts.hospital_id, message["booking_id"], state)
            moved = feed.touch(feed.CLINIC, kind, [message["booking_id"]])
            moved.add(feed.CLINIC, SENT_MESSAGE, message["message_id"])
            feed.move(connection, parts.hospital_id, moved)

        parts.database.run(work)


def _offered(
    connection: Connection, hospital_id: str, wish_id: str, text: str, vendor: str
) -> tuple[str, str, dict[str, str]]:
    """Return text, the gateway's code and values of the message about a number that is held."""
    row = waiting.wish_row(connection, hospital_id, wish_id)
    if row is None or row["offer_session"] is None:
        return "", vendor, {}
    session = stopping.names_of(connection, hospital_id, [row["offer_session"]])[row["offer_session"]]
    at = datetime.combine(session["day"], session["starts"]) + HALF_HOUR * row["offer_half_hour"]
    values = {
        "department": session["department"], "doctor": session["doctor"], "day": f"{session['day']:%m-%d}",
        "time": f"{at:%H:%M}", "number": str(row["offer_number"]), "place": session["place"],
        "until": f"{row['offer_until'].astimezone(CHINA):%H:%M}",
    }  # fmt: skip
    return text.format_map(values), vendor, values


def phones_of(
    parts: CentralParts, connection: Connection, patient_ids: list[str], *, duty: str = ""
) -> dict[str, str]:
    """Open the phones of these people; who has none, or whose account is frozen by anything but `duty`, is left out."""
    rows = people.people(connection, parts.hospital_id, patient_ids)
    wrapped = people.wrapped_keys(connection, parts.hospital_id, patient_ids)
    accounts = {patient: account_of(parts, row, wrapped) for patient, row in rows.items()}
    frozen = marks.frozen_otherwise(connection, parts.hospital_id, patient_ids, duty)
    return {
        patient: account.phone
        for patient, account in accounts.items()
        if account and account.phone and patient not in frozen
    }
