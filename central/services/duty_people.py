"""People whom a duty concerns: listed masked for who may see them, told by message (P22, N34)."""

from __future__ import annotations

from typing import Any

from central.services import roster
from central.services.messages import phones_of
from central.services.opening import record_of
from central.services.parts import CentralParts
from central.services.ports import Notice, NoticeSender
from central.store import duties as store
from central.store import people
from desktop.domain import incidents
from desktop.domain.duties import DutyKind, Said
from desktop.domain.errors import KnownError, NotPermittedError
from desktop.domain.handovers import Cause
from desktop.domain.ids import PatientId
from desktop.domain.incidents import Told
from desktop.domain.masking import Surface, mask_name, mask_phone
from desktop.domain.staff import Action
from desktop.sync.wire import DutyPeople, DutyPeopleRequest, DutyPersonRow

AT_ONCE = 20
NOTICE_TEXT = (
    "关于个人信息安全事件的告知。情况和可能的影响：{what}。已采取和将采取的措施：{done}。您可以这样防范：{guard}。"
    "补救办法：{remedy}。联系方式：{contact}"
)

END_TEXT = (
    "本平台服务到{day}为止：{why}。此后不再挂号预约，您的个人信息将被删除或匿名化，"
    "法律要求保存的除外。联系方式：{contact}"
)


class DutyPeopleService:
    """Answers whom a duty concerns, for whom the newest roster permits it."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def run(self, _desk_id: str, request: DutyPeopleRequest) -> DutyPeople:
        """Return the people with masked names; raises NotPermittedError."""
        parts = self._parts
        with parts.database.read() as connection:
            asked = roster.current(parts, connection)
            if not asked.may(request.author, Action.KEEP_DUTIES, parts.now()):
                raise NotPermittedError(action=Action.KEEP_DUTIES.value)
            rows = store.people_of(connection, parts.hospital_id, request.duty_id)
            ids = [row["patient_id"] for row in rows]
            phones = phones_of(parts, connection, ids, duty=request.duty_id)
            known = people.people(connection, parts.hospital_id, ids)
            wrapped = people.wrapped_keys(connection, parts.hospital_id, ids)
        records = {one: record_of(parts, row, wrapped) for one, row in known.items()}
        return DutyPeople(
            rows=tuple(
                DutyPersonRow(
                    patient_id=PatientId(row["patient_id"]),
                    name=mask_name(record.name, Surface.LIST) if (record := records.get(row["patient_id"])) else "--",
                    phone=mask_phone(phones[row["patient_id"]], Surface.LIST) if row["patient_id"] in phones else "",
                    exposure=row["exposure"], channel=row["channel"], state=row["state"], reason=row["reason"],
                    at=row["at"], version=known[row["patient_id"]]["version"] if row["patient_id"] in known else 0,
                )
                for row in rows
            )
        )  # fmt: skip


class DutyMessages:
    """Sends the four contents to whom an incident touched, or that the operation ends; call it every second or two."""

    def __init__(self, parts: CentralParts, sender: NoticeSender) -> None:
        self._parts = parts
        self._sender = sender

    def run_due(self) -> int:
        """Send some notices and return how many; who has no phone or is not reached waits for another way."""
        parts = self._parts
        with parts.database.read() as connection:
            waiting = store.to_send(connection, parts.hospital_id, AT_ONCE)
            phones = {
                (duty, patient): phone
                for duty in {row["duty_id"] for row in waiting}
                for patient, phone in phones_of(
                    parts, connection, [r["patient_id"] for r in waiting if r["duty_id"] == duty], duty=duty
                ).items()
            }
        for row in waiting:
            self._send(row, phones.get((row["duty_id"], row["patient_id"]), ""))
        return len(waiting)

    def _send(self, row: dict[str, Any], phone: str) -> None:
        parts = self._parts

        def end(state: Told, reason: str, was: Told) -> bool:
            return parts.database.run(
                lambda c: store.tend(
                    c, parts.hospital_id, row["duty_id"], row["patient_id"], was=(was,), state=state.value,
                    reason=reason[:64], at=parts.now(),
                )
            )  # fmt: skip

        facts = store.facts_of(row, parts.keys)
        if facts.get("drill"):  # a drill goes as far as the gateway and not through it
            end(Told.PRACTISED, "", Told.SENDING)
            return
        if not phone:
            end(Told.NOT_REACHED, "no-phone", Told.SENDING)
            return
        # Taken first, so that of two processes one sends; cut off in between it counts as not reached.
        if not end(Told.NOT_REACHED, "cut-off", Told.SENDING):
            return
        try:
            self._sender.send_notice(phone, _notice(row["duty_kind"], facts))
        except KnownError as error:
            end(Told.NOT_REACHED, str(error.facts.get("reason", error.code)), Told.NOT_REACHED)
            return
        end(Told.TOLD, "", Told.NOT_REACHED)


HANDOVER_TEXT = (
    "因{cause}，自{day}起您的个人信息由{receiver}处理，联系方式：{contact}。接收方不降低对您的保护；"
    "变更处理目的或方式的，会重新取得您的同意。"
)
CAUSES = {Cause.MERGER: "合并", Cause.SPLIT: "分立", Cause.DISSOLUTION: "解散", Cause.BANKRUPTCY: "破产"}


def _notice(kind: str, facts: Said) -> Notice:
    if kind == DutyKind.WIND_DOWN:
        said = {
            "day": str(facts["last-day"]),
            "why": str(facts["end-why"]),
            "contact": str(facts["end-contact"]),
        }
        return Notice(END_TEXT.format_map(said), "", said)
    if kind == DutyKind.HANDOVER:
        said = {
            "cause": CAUSES[Cause(facts["cause"])], "day": str(facts["from-day"]), "receiver": str(facts["receiver"]),
            "contact": str(facts["receiver-contact"]),
        }  # fmt: skip
        return Notice(HANDOVER_TEXT.format_map(said), "", said)
    contents = dict(facts["contents"])
    values = {name: str(contents[name]) for name in incidents.CONTENTS}
    return Notice(NOTICE_TEXT.format_map(values), "", values)
