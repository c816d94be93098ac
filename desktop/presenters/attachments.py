"""The files of the request in hand: one more attached by its path, one that is there laid out to be looked at (G96)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.attachments import attached
from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId
from desktop.domain.request_proofs import papers_of
from desktop.domain.request_texts import CaseNote
from desktop.domain.requests import Evidence, RequestState
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, STORE, Runner
from desktop.services.request_values import RequestDetail

PROVING = (RequestState.FILED, RequestState.PROOF_AWAITED)


class KeepsFiles(Protocol):
    """services.attachments.AttachmentService."""

    def attach(
        self, case_id: CaseId, path: str, content: bytes, proof: Evidence | None = None, document: str = ""
    ) -> None: ...
    def read(self, case_id: CaseId, file_id: str) -> tuple[str, bytes]: ...


class Folder(Protocol):
    """bootstrap.handover.HandoverFolder: what is laid out there goes at sign-out."""

    def keep(self, name: str, content: bytes) -> str: ...
    def read(self, path: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class AttachmentState:
    """`files` are the notes that name a file of the case in hand; `chosen` is a file's id.

    `papers` are asked for as scans and not there yet; `paper` is what the next file is, None for anything else;
    `document` the kind of a second document (DocumentType).
    """

    case_id: CaseId | None = None
    files: tuple[CaseNote, ...] = ()
    papers: tuple[Evidence, ...] = ()
    paper: Evidence | None = None
    document: str = ""
    path: str = ""
    chosen: str = ""
    busy: bool = False
    note: Note = NOTHING


class AttachmentPresenter:
    """One for the page of requests."""

    def __init__(
        self, files: KeepsFiles, folder: Folder, runner: Runner, changed: Callable[[], None]
    ) -> None:
        self._files, self._folder, self._runner, self._changed = files, folder, runner, changed
        self._out = Publisher(AttachmentState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> AttachmentState:
        """Return the newest state."""
        return self._out.state

    def take(self, detail: RequestDetail | None) -> None:
        """Follow the request in hand."""
        state = self.state
        case_id = detail.case.id if detail else None
        files = attached(detail.text.notes) if detail else ()
        papers = papers_of(detail.missing) if detail and detail.case.state in PROVING else ()
        if (case_id, files, papers) == (state.case_id, state.files, state.papers):
            return
        if case_id != state.case_id:
            state = AttachmentState()
        ids = [one.of for one in files]
        chosen = state.chosen if state.chosen in ids else (ids[-1] if ids else "")
        if papers != state.papers:
            state = replace(state, papers=papers, paper=papers[0] if papers else None)
        self._out.publish(replace(state, case_id=case_id, files=files, chosen=chosen))

    def type(self, path: str) -> None:
        """Keep the path as it is typed."""
        self._put(path=path, note=NOTHING)

    def name(self, paper: str) -> None:
        """Say which paper the next file is, "" for none that is asked for."""
        self._put(paper=Evidence(paper) if paper else None, note=NOTHING)

    def name_document(self, kind: str) -> None:
        """Say which kind the second document is."""
        self._put(document=kind, note=NOTHING)

    def choose(self, file_id: str) -> None:
        """Take a file that is there."""
        self._put(chosen=file_id, note=NOTHING)

    def attach(self) -> None:
        """Alt+F: attach the file at the path."""
        state = self.state
        case_id, path, paper = state.case_id, state.path.strip(), state.paper
        document = state.document if paper is Evidence.SECOND_DOCUMENT else ""
        if case_id is None or state.busy or not path:
            return
        self._put(busy=True)

        def done(_: None) -> None:
            self._put(busy=False, path="", document="", note=note(NoteKind.OK, "file-attached"))
            self._changed()

        self._runner.run(
            STORE,
            lambda: self._files.attach(case_id, path, self._folder.read(path), paper, document),
            done,
            self._failed,
        )

    def look(self) -> None:
        """Ctrl+W: lay the chosen file out in the folder that is emptied at sign-out."""
        state = self.state
        case_id, chosen = state.case_id, state.chosen
        if case_id is None or state.busy or not chosen:
            return
        self._put(busy=True)
        self._runner.run(
            NETWORK, lambda: self._folder.keep(*self._files.read(case_id, chosen)),
            lambda name: self._put(busy=False, note=note(NoteKind.OK, "file-laid-out", file=name)), self._failed,
        )  # fmt: skip

    def _failed(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # fields of the state
