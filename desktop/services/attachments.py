"""Files of a case at the desk: attached under the case key, read back from central and checked (G96)."""

from __future__ import annotations

import base64
from pathlib import PurePath

from desktop.domain.attachments import (
    MOST_NAME,
    AttachmentChangedError,
    AttachmentError,
    attached,
    check_attached,
    digest_of,
    kind_of,
)
from desktop.domain.audit import AuditAct
from desktop.domain.ids import CaseId
from desktop.domain.operations import KeyKind, OperationKind
from desktop.domain.request_proofs import attested, recorded_by
from desktop.domain.request_texts import CaseNote, NoteKind, RequestText
from desktop.domain.requests import Evidence, RequestStep
from desktop.domain.staff import Action
from desktop.ports.central import CaseFiles
from desktop.ports.store import Transaction
from desktop.services.desk import Desk, Sealing
from desktop.services.requests import found_request, mark_person


class AttachmentService:
    """The bytes go up with their note; every desk has the note, central alone the bytes."""

    def __init__(self, desk: Desk, source: CaseFiles) -> None:
        self._desk, self._source = desk, source

    def attach(
        self, case_id: CaseId, path: str, content: bytes, proof: Evidence | None = None, document: str = ""
    ) -> None:
        """Attach a file, off line too; `proof` names the paper that it is, which counts from now on.

        `document` is the kind of a second document (DocumentType), another than the one on file.

        Raises AttachmentError, NotPermittedError, CentralRefusedError.
        """
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        now, me = desk.clock.now(), desk.keys.staff.staff_id
        kind_of(content)
        note = CaseNote(
            NoteKind.ATTACHED.value, PurePath(path).name[:MOST_NAME], me, now.isoformat(), of=desk.new_id(),
            digest=digest_of(content), proof=proof.value if proof else "", document=document,
        )  # fmt: skip
        with desk.store.write() as tx:
            stored = found_request(tx, case_id)
            patient = tx.patients.get(stored.case.patient_id) if stored.case.patient_id else None
            check_attached(
                note, content, stored.text.notes, patient.record.document_type if patient else None
            )
            brings = recorded_by(note, stored.text.recipient, None, stored.case.filed_at)
            seen = attested((proof,), brings) if proof else ()
            changed = stored.case.stepped(RequestStep.NOTE, now, seen)
            facts = {"step": RequestStep.NOTE.value, "evidence": note.proof, "at": now.isoformat()}
            up = RequestText("", "", notes=(note,), attached=base64.b64encode(content).decode())
            desk.record(
                tx, OperationKind.STEP_REQUEST, case_id, subject=stored.case.patient_id, facts=facts,
                base_version=stored.case.version, sealing=Sealing(stored.key, KeyKind.CASE, up.to_bytes()),
            )  # fmt: skip
            tx.requests.put(type(stored)(changed, stored.text.noted(note), stored.key))
            mark_person(tx, changed)
            self._trace(tx, case_id, note.proof or note.kind)

    def read(self, case_id: CaseId, file_id: str) -> tuple[str, bytes]:
        """Return a name to keep it under and the bytes; traced before they are asked for (A2).

        Raises AttachmentChangedError when central sends something else than was attached, CentralUnreachableError.
        """
        desk = self._desk
        desk.require(Action.FILE_REQUEST)
        with desk.store.write() as tx:
            notes = attached(found_request(tx, case_id).text.notes)
            note = next((one for one in notes if one.of == file_id), None)
            if note is None:
                raise AttachmentError(field="name")
            self._trace(tx, case_id, "read")
        content = self._source.file(desk.keys.staff.staff_id, case_id, file_id)
        if digest_of(content) != note.digest:
            raise AttachmentChangedError
        return f"{file_id}.{kind_of(content)}", content

    def _trace(self, tx: Transaction, case_id: CaseId, what: str) -> None:
        self._desk.trace(tx, AuditAct.STEP_REQUEST, object_id=case_id, facts={"step": "note", "note": what})
