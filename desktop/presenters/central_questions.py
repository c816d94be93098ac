"""What central is asked about the person in hand: are they known there, do name and number match (N1, N5, P3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from desktop.domain.documents import DocumentType
from desktop.domain.people import Match
from desktop.domain.verification import NameCheck, can_be_asked
from desktop.presenters import identity_steps
from desktop.presenters.identity_form import IdentityForm
from desktop.presenters.needs import Identifies, Verifies
from desktop.presenters.notes import NoteKind, note
from desktop.presenters.runner import NETWORK
from desktop.presenters.serving import Serving
from desktop.services.drafts import Identified


class PutForm(Protocol):
    """Takes the form back; `identified` says that the answer about the person changed."""

    def __call__(self, form: IdentityForm, *, identified: bool) -> None: ...


class CentralQuestions:
    """Asks, and drops the answer when the person was changed since."""

    def __init__(
        self,
        identifies: Identifies,
        verifies: Verifies,
        serving: Serving,
        form_now: Callable[[], IdentityForm],
        put_form: PutForm,
    ) -> None:
        self._identifies = identifies
        self._verifies = verifies
        self._serving = serving
        self._form_now = form_now
        self._put_form = put_form
        self._question = 0

    def ask(self, answer: Identified) -> None:
        """Off line nothing is asked: the registration is provisional and checked later (N5)."""
        self._question += 1
        self._put(waiting=0)
        if not self._serving.online():
            return
        draft, question = answer.draft, self._question
        if answer.match in (Match.NEW, Match.LIKELY) and draft.document_type is not DocumentType.NONE:
            self._put(waiting=self._form_now().waiting + 1)
            self._serving.ask(
                NETWORK,
                lambda: self._identifies.identify_at_central(draft),
                lambda found: self._found(question, found),
                lambda _: self._give_up(question),
            )
        if can_be_asked(draft.document_type) and self._form_now().name_check is not NameCheck.MATCH:
            self._put(waiting=self._form_now().waiting + 1)
            self._serving.ask(
                NETWORK,
                lambda: self._verifies.check_name(draft),
                lambda outcome: self._name_checked(question, outcome),
                lambda _: self._give_up(question),
            )

    def _found(self, question: int, answer: Identified | None) -> None:
        if not self._no_answer(question) or answer is None or answer.match is Match.NEW:
            return
        before = self._form_now()
        form = replace(identity_steps.answered(before, answer), waiting=before.waiting)
        if before.name_check is not NameCheck.NOT_ASKED:
            form = replace(form, name_check=before.name_check)
        self._put_form(form, identified=True)

    def _name_checked(self, question: int, outcome: NameCheck) -> None:
        if not self._no_answer(question):
            return
        self._put(name_check=outcome)
        if outcome is NameCheck.MISMATCH:
            self._put(name_note=note(NoteKind.ERROR, "name-mismatch"))

    def _no_answer(self, question: int) -> bool:
        """Count one question less; False when the person was changed since it was asked."""
        if question != self._question or self._form_now().identified is None:
            return False
        self._put(waiting=self._form_now().waiting - 1)
        return True

    def _give_up(self, question: int) -> None:
        self._no_answer(question)

    def _put(self, **changes: object) -> None:
        form = replace(self._form_now(), **changes)  # type: ignore[arg-type]  # field names are checked by replace
        self._put_form(form, identified=False)
