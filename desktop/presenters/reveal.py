"""Press and hold: masked values of the served patient in full while the key is down, ten seconds at most (N18)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.errors import KnownError
from desktop.domain.ids import PatientId
from desktop.domain.reveals import LONGEST_S, RevealField
from desktop.ports.clock import Clock
from desktop.presenters.needs import Reveals
from desktop.presenters.notes import NOTHING, Note, error_note
from desktop.presenters.publishing import Publisher
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.registration_state import RegistrationState
from desktop.presenters.runner import STORE, Runner
from desktop.presenters.search_reveal import SearchReveal

BEAT_S = 0.1
Values = tuple[tuple[RevealField, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class RevealState:
    """What is shown in full now, and why nothing is."""

    values: Values = ()
    note: Note = NOTHING

    def value(self, field: RevealField) -> str | None:
        """Return the plain value of a field, None while it is masked."""
        return dict(self.values).get(field)


class RevealPresenter:
    """Follows the registration form; `listed` is for rows of the search.

    `tick` must be called every BEAT_S seconds while `held` is true.
    """

    def __init__(
        self, service: Reveals, registration: RegistrationPresenter, runner: Runner, clock: Clock
    ) -> None:
        self._service = service
        self._registration = registration
        self._runner = runner
        self._clock = clock
        self._patient: PatientId | None = None
        self._pressed_at: float | None = None
        self._hold = 0
        self.listed = SearchReveal(service, runner, clock)
        self._out = Publisher(RevealState())
        self.subscribe = self._out.subscribe
        registration.subscribe(self._follow)

    @property
    def state(self) -> RevealState:
        """Return the newest state."""
        return self._out.state

    @property
    def held(self) -> bool:
        """Return whether the eye or its key is down and the ten seconds are not over."""
        return self._pressed_at is not None

    def hold(self, field: RevealField | None = None) -> None:
        """The eye of a field, or with None the key for all of them, went down."""
        panel = self._registration.state.panel
        patient = self._patient
        if self.held or patient is None or panel is None:
            return
        wanted = panel.hidden if field is None else tuple(f for f in panel.hidden if f is field)
        if not wanted:
            return
        self._hold += 1
        this = self._hold
        self._pressed_at = self._clock.monotonic()
        self._out.publish(RevealState())
        self._runner.run(
            STORE,
            lambda: tuple((each, self._service.reveal(patient, each)) for each in wanted),
            lambda values: self._show(this, values),
            lambda error: self._fail(this, error),
        )

    def hide(self) -> None:
        """The key went up, the window was left or locked, another patient came: everything is masked at once."""
        self._hold += 1
        self._pressed_at = None
        self._out.publish(RevealState(note=self.state.note))

    def tick(self) -> None:
        """Mask again before ten seconds are over, however long the key is down."""
        if self._pressed_at is None:
            return
        # One beat early: the next look at the clock may come only after the tenth second.
        if self._clock.monotonic() - self._pressed_at >= LONGEST_S - BEAT_S:
            self.hide()

    def _show(self, hold: int, values: Values) -> None:
        self.tick()
        if hold == self._hold:
            self._out.publish(RevealState(values))

    def _fail(self, hold: int, error: KnownError) -> None:
        if hold == self._hold:
            self._pressed_at = None
            self._out.publish(RevealState(note=error_note(error)))

    def _follow(self, _state: RegistrationState) -> None:
        patient = self._registration.identity.form.patient
        now = patient.patient_id if patient else None
        if now == self._patient:
            return
        self._patient = now
        self.hide()
        self._out.publish(RevealState())
        self._runner.run(STORE, lambda: self._service.serve(now), _nothing, _not_served)


def _nothing(_answer: None) -> None:
    """The service knows whom it may reveal; nothing to show."""


def _not_served(_error: KnownError) -> None:
    """A reveal will be refused and say why."""
