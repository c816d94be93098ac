"""The proof pack of one case or incident: all its evidence, nobody else's data, signed by central (N36, N34)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from central.services import erasure_signatures, incident_proof, roster
from central.services.audit_reading import windows_of
from central.services.case_keys import check_spent
from central.services.incident_proof import About
from central.services.parts import CentralParts, key_context
from central.services.trace_segments import stretch
from central.store import case_files, chains, copies, erasure_proofs, rosters, trace_log
from central.store import duties as store
from central.store.retention_cases import spent_at
from central.store.tables import cases, erasure_ledger, erasure_receipts
from central.store.trace_log import WitnessedHead
from desktop.domain import bindings
from desktop.domain.canonical import facts_from_bytes, facts_to_bytes
from desktop.domain.duties import Duty, DutyKind
from desktop.domain.errors import KnownError, NotPermittedError
from desktop.domain.ids import CaseId, DeskId, PatientId, StaffId
from desktop.domain.operations import KeyKind
from desktop.domain.proof_pack import FORMAT, PURPOSE, b64, roster_said, step
from desktop.domain.request_cases import RequestCase, case_of
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import DECISION_PURPOSE, Decision
from desktop.domain.staff import Action
from desktop.sync.wire import ProofAnswer, ProofPlain, ProofRequest, RosterRow

BEFORE_FILING = timedelta(days=1)


class CaseUnknownError(KnownError):
    """There is no such case at central."""

    code = "case-unknown"


class ProofService:
    """Makes packs for who may, by the newest roster."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def run(self, desk_id: str, request: ProofRequest) -> ProofAnswer:
        """Return the signed pack, sealed to the desk; raises NotPermittedError, CaseUnknownError."""
        parts, hospital = self._parts, self._parts.hospital_id
        with parts.database.read() as connection:
            # what an incident stops must not stop the evidence of it
            action = Action.KEEP_DUTIES if self._incident(connection, request.case_id) else Action.MAKE_PROOF
            if not roster.current(parts, connection).may(request.author, action, parts.now()):
                raise NotPermittedError(action=action.value)
            raw = facts_to_bytes(self.pack(connection, request.case_id, request.author))
            desk = chains.desk(connection, hospital, desk_id)
            assert desk is not None  # its signature was checked against this row
        plain = msgspec.json.encode(ProofPlain(raw, parts.keys.sign(PURPOSE, raw)))
        info = bindings.proof_for_desk(request.case_id, DeskId(desk_id))
        return ProofAnswer(parts.keys.seal_to_desk(bytes(desk["seal_public"]), plain, info))

    def pack(self, connection: Connection, case_id: str, by: str) -> dict[str, Any]:
        """Return everything about one case, not signed yet; raises CaseUnknownError."""
        hospital, now = self._parts.hospital_id, self._parts.now()
        erasure = connection.execute(
            sa.select(cases).where(cases.c.hospital_id == hospital, cases.c.case_id == case_id)
        ).mappings().first()  # fmt: skip
        request = None if erasure else copies.request(connection, hospital, case_id)
        incident = None if erasure or request else self._incident(connection, case_id)
        about = _naming(case_id)
        if erasure is not None:
            said, filed_at = self._deletion(connection, erasure), erasure["filed_at"]
        elif request is not None:
            said, filed_at = self._request(connection, request), request["filed_at"]
        elif incident is not None:
            said = incident_proof.incident_said(self._parts, connection, incident)
            about, filed_at = incident_proof.entries_of(incident), incident_proof.begun(incident)
        else:
            check_spent(connection, hospital, case_id)
            raise CaseUnknownError
        body = rosters.newest(connection, hospital)
        assert body is not None  # somebody on it asks
        people = roster.domain_roster(msgspec.json.decode(body, type=RosterRow))
        return said | {
            "format": FORMAT, "case_id": case_id, "hospital": copies.hospital_name(connection, hospital),
            "made_at": now.isoformat(), "made_by": by, "roster": roster_said(people),
            "trace": self._trace(connection, about, filed_at - BEFORE_FILING),
        }  # fmt: skip

    def _incident(self, connection: Connection, case_id: str) -> Duty | None:
        duty = store.duty(connection, self._parts.hospital_id, case_id, self._parts.keys)
        return duty if duty is not None and duty.kind == DutyKind.INCIDENT else None

    def _deletion(self, connection: Connection, row: RowMapping) -> dict[str, Any]:
        hospital, effect = self._parts.hospital_id, b64(bytes(row["effect"]))
        signed = [("filed", row["filed_by"], row["filed_signature"], row["filed_at"])]
        if row["approved_by"]:
            signed.append(("approved", row["approved_by"], row["approved_signature"], row["approved_at"]))
        windows = windows_of(connection, hospital)
        spent = spent_at(connection, hospital, row["case_id"])
        how, drawn = erasure_signatures.shown(self._parts, connection, row["case_id"])
        entries = connection.execute(
            sa.select(erasure_ledger).where(
                erasure_ledger.c.hospital_id == hospital, erasure_ledger.c.case_id == row["case_id"]
            )
        ).mappings()  # fmt: skip
        return {
            "kind": "delete",
            "case": {
                "state": row["state"], "ground": row["ground"], "filed_by": row["filed_by"],
                "filed_at": row["filed_at"].isoformat(), "approved_by": row["approved_by"],
                "approved_at": _iso(row["approved_at"]), "destroy_after": _iso(row["destroy_after"]),
                "kept": row["kept"], "signed_how": how, "drawn": drawn,
                **({"spent_at": _iso(spent)} if spent else {}),
                "taken_back_online": _iso(erasure_proofs.withdrawn_at(connection, hospital, row["case_id"])),
            },
            "signatures": [
                {"what": what, "person": person, "purpose": "erasure", "message": effect, "at": _iso(at),
                 "signature": b64(bytes(signature))}
                for what, person, signature, at in signed
            ],
            "ledger": [
                {"id": entry["ledger_id"], "keys": entry["keys"], "at": entry["at"].isoformat(),
                 "receipts": self._receipts(connection, entry["ledger_id"], windows)}
                for entry in list(entries)
            ],
        }  # fmt: skip

    def _receipts(
        self, connection: Connection, ledger_id: str, windows: dict[str, str]
    ) -> list[dict[str, Any]]:
        query = sa.select(erasure_receipts).where(
            erasure_receipts.c.hospital_id == self._parts.hospital_id,
            erasure_receipts.c.ledger_id == ledger_id,
        )
        return [
            {"window": windows.get(row["desk_id"], ""), "received_at": _iso(row["received_at"])}
            for row in connection.execute(query.order_by(erasure_receipts.c.desk_id)).mappings()
        ]

    def _request(self, connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
        keys, request_id = self._parts.keys, row["request_id"]
        key = keys.unwrap(
            bytes(row["wrapped"]), key_context(self._parts.hospital_id, request_id, KeyKind.CASE.value)
        )
        sealed_as = bindings.central_row("request", request_id, row["version"], KeyKind.CASE)
        text = RequestText.from_bytes(keys.unseal(key, bytes(row["sealed"]), sealed_as))
        case = case_of(
            CaseId(request_id), PatientId(row["patient_id"]) if row["patient_id"] else None, row["kind"], row["asker"],
            row["state"], row["version"], StaffId(row["filed_by"]), row["filed_at"], bytes(row["facts"]),
        )  # fmt: skip
        facts = facts_from_bytes(case.facts())
        return {
            "kind": row["kind"],
            "case": facts | {
                "state": row["state"], "asker": row["asker"], "filed_by": row["filed_by"],
                "filed_at": row["filed_at"].isoformat(), "text": facts_from_bytes(text.to_bytes()),
            },
            "signatures": _decided(case, text), "ledger": [],
            "files": [
                {"id": one["file_id"], "by": one["by"], "at": one["at"].isoformat(), "bytes": one["bytes"],
                 "sha256": one["sha256"]}
                for one in case_files.of_case(connection, self._parts.hospital_id, request_id)
            ],
        }  # fmt: skip

    def _trace(self, connection: Connection, wanted: About, since: Any) -> list[dict[str, Any]]:
        """Return the stretches of the desks' chains that hold entries about the case, each up to a witnessed head."""
        hospital, windows = self._parts.hospital_id, windows_of(connection, self._parts.hospital_id)
        found = []
        for taken in trace_log.heads_since(connection, hospital, since):
            head = taken.head
            rows = stretch(self._parts, connection, head)
            about = [wanted(json.loads(event)) for event in rows]
            if any(about):
                desk = chains.desk(connection, hospital, head.desk)
                found.append(
                    head_said(taken, windows.get(head.desk, ""), bytes(desk["sign_public"]) if desk else b"")
                    | {
                        "before": b64(trace_log.hash_before(connection, hospital, head)),
                        "steps": [step(event, shown=shown) for event, shown in zip(rows, about, strict=True)],
                    }
                )
        return found


def _naming(case_id: str) -> About:
    return lambda event: event.get("obj") == case_id


def head_said(taken: WitnessedHead, window: str, public: bytes) -> dict[str, Any]:
    """Return a head with both signatures and the desk's key as it stands in a signed file."""
    head = taken.head
    return {
        "desk": head.desk, "window": window, "desk_public": b64(public), "incarnation": head.incarnation,
        "base_incarnation": head.base_incarnation, "start": head.start, "size": head.size, "head": b64(head.head),
        "at": head.at.isoformat(), "desk_signature": b64(taken.desk_signature),
        "witnessed_at": taken.witnessed_at.isoformat(), "signature": b64(taken.signature),
    }  # fmt: skip


def _decided(case: RequestCase, text: RequestText) -> list[dict[str, Any]]:
    if case.outcome is None:
        return []
    decision = Decision(case.outcome, case.ground, case.fee_fen, text.reason, case.scope)
    message = b64(decision.to_bytes(case.id, case.evidence, case.effect))
    return [
        {"what": "decided", "person": one.person, "purpose": DECISION_PURPOSE, "message": message,
         "at": one.at.isoformat(), "signature": b64(one.signature)}
        for one in case.signed
    ]  # fmt: skip


def _iso(at: Any) -> str:
    return at.isoformat() if at else ""
