"""What central refuses a desk, as codes without personal facts."""

from __future__ import annotations

from desktop.domain.errors import KnownError, SessionStoppedError


class DeskUnknownError(KnownError):
    """No desk of this name is enrolled here."""

    code = "desk-unknown"


class DeskRevokedError(KnownError):
    """The desk was revoked; enrol it again."""

    code = "desk-revoked"


class DeskQuarantinedError(KnownError):
    """The desk's chain has forked; a supervisor must look at it before it may ask for anything personal."""

    code = "desk-quarantined"


class ProtocolError(KnownError):
    """The message is of another protocol or larger than allowed; facts: `what`."""

    code = "protocol"


class TooManyLookupsError(KnownError):
    """This desk looked up too many people within a minute; facts: `retry_after_s`."""

    code = "too-many-lookups"


class SessionFrozenError(SessionStoppedError):
    """Central was put back from a copy and this session's outage desks have not reported yet."""

    code = "session-frozen"


class OperationRefusedError(KnownError):
    """An operation may not be applied; facts: `reason`. Its answer is kept like any other.

    `told` are the numbers that go with the reason (domain.rule_book.told_of).
    """

    code = "operation-refused"

    def __init__(self, reason: str, told: tuple[int, int] = (0, 0)) -> None:
        self.reason = reason
        self.told = told
        super().__init__(reason=reason)


class DemoOnlyError(KnownError):
    """Only a hospital that `init` made as a demonstration has this; no other ever becomes one. Facts: `provider`."""

    code = "demo-only"
