"""Files of cases at central: taken with their note, sealed under the case's own key, given to who works on it (G96)."""

from __future__ import annotations

import base64

from central.services import roster
from central.services.batch import Batch
from central.services.case_keys import check_spent
from central.services.errors import OperationRefusedError
from central.services.parts import CentralParts, key_context
from central.store import case_files, chains, copies
from desktop.domain import bindings
from desktop.domain.attachments import AttachmentChangedError, AttachmentError, check_attached
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import DeskId
from desktop.domain.operations import KeyKind
from desktop.domain.request_texts import CaseNote, RequestText
from desktop.domain.staff import Action
from desktop.sync.wire import CaseFileAnswer, CaseFileRequest


def take(
    batch: Batch, case_id: str, note: CaseNote, brought: str, text: RequestText, key: bytes, first: str | None
) -> None:
    """Keep the file that a note brings; refuses what is not what the note says.

    `first` is the kind of the person's document on file, None where there is none.
    """
    try:
        content = base64.b64decode(brought, validate=True)
        check_attached(note, content, text.notes, first)
    except (ValueError, AttachmentError, AttachmentChangedError) as error:
        raise OperationRefusedError("payload-unreadable") from error
    sealed = batch.parts.keys.seal(key, content, _sealed_as(note.of))
    case_files.put(
        batch.connection, batch.hospital, file_id=note.of, case_id=case_id, by=note.by, at=batch.now,
        bytes=len(content), sha256=note.digest, sealed=sealed,
    )  # fmt: skip


class AttachmentService:
    """Answers a desk that looks at a file of a case."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def read(self, desk_id: str, request: CaseFileRequest) -> CaseFileAnswer:
        """Return the file sealed to the desk; raises NotPermittedError, AttachmentError for none."""
        parts, hospital = self._parts, self._parts.hospital_id
        with parts.database.read() as connection:
            if not roster.current(parts, connection).may(request.author, Action.FILE_REQUEST, parts.now()):
                raise NotPermittedError(action=Action.FILE_REQUEST.value)
            case = copies.request(connection, hospital, request.case_id)
            sealed = case_files.sealed(connection, hospital, request.case_id, request.file_id)
            desk = chains.desk(connection, hospital, desk_id)
            check_spent(connection, hospital, request.case_id)
        assert desk is not None  # its signature was checked against this row
        if case is None or case["wrapped"] is None or sealed is None:
            raise AttachmentError(field="name")
        context = key_context(hospital, request.case_id, KeyKind.CASE.value)
        key = parts.keys.unwrap(bytes(case["wrapped"]), context)
        content = parts.keys.unseal(key, sealed, _sealed_as(request.file_id))
        info = bindings.case_file_for_desk(request.file_id, DeskId(desk_id))
        return CaseFileAnswer(parts.keys.seal_to_desk(bytes(desk["seal_public"]), content, info))


def _sealed_as(file_id: str) -> bytes:
    return bindings.central_row("case-file", file_id, 1, KeyKind.CASE)
