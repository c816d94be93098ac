"""Central's tables of requests and calendars; on the same metadata as all others."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _index, _key, _may, _must, _table
from central.store.undeletable import guarded

# facts: RequestCase.facts() (names nobody). sealed: RequestText under the case key, which lies wrapped beside it.
requests = _table(
    "requests", _key("request_id"), _may("patient_id", ID), _must("kind", CODE), _must("asker", CODE),
    _must("state", CODE), _must("version", sa.Integer), _must("filed_by", ID), _must("filed_at", Utc),
    _must("facts", sa.LargeBinary), _may("sealed", sa.LargeBinary), _may("wrapped", sa.LargeBinary),
    _must("desk_id", ID),
)  # fmt: skip
_index(requests, "patient_id")
_index(requests, "state", "filed_at")
guarded(requests)
# sealed: the bytes under the case key (requests.wrapped), which they do not outlive. sha256: hex, of the bytes.
request_files = _table(
    "request_files", _key("file_id"), _must("case_id", ID), _must("by", ID), _must("at", Utc),
    _must("bytes", sa.Integer), _must("sha256", CODE), _must("sealed", sa.LargeBinary),
)  # fmt: skip
_index(request_files, "case_id")
# How a deletion was signed by the person (domain.drawn.SignedHow); sealed: RequestText with the drawn strokes under
# a key of the case alone, so that it does not end with the person's own keys.
erasure_signatures = _table(
    "erasure_signatures", _key("case_id"), _must("signed", CODE), _may("sealed", sa.LargeBinary),
    _may("wrapped", sa.LargeBinary),
)  # fmt: skip
guarded(erasure_signatures)
# A deletion that its person took back on the public channel, with which code; at a window the desk's operation says it.
erasure_withdrawals = _table(
    "erasure_withdrawals", _key("case_id"), _must("at", Utc), _must("code_id", ID),
)  # fmt: skip
# How a deletion's case ran: at which desk it was filed, when it was over. No row: filed before this table was there.
erasure_course = _table("erasure_course", _key("case_id"), _may("desk_id", ID), _may("ended_at", Utc))
# Cases whose keys a retention run destroyed; with the key everything goes that lay under it, the rows stay.
spent_cases = _table(
    "spent_cases", _key("case_id"), _must("kind", CODE), _must("at", Utc), _must("run_id", ID)
)
guarded(spent_cases)
# What requests set on a person (domain.marks.Mark), and by which case. No row: the mark is not set.
person_marks = _table(
    "person_marks", _key("patient_id"), _key("mark", CODE), _must("case_id", ID), _must("since", Utc)
)
# A granted change of phone that waits for its hour. notice: of the SMS to the number on file (waiting, sending, ended).
held_changes = _table(
    "held_changes", _key("request_id"), _must("patient_id", ID), _must("due_at", Utc), _must("state", CODE),
    _must("notice", CODE), _must("notice_reason", CODE), _may("notice_at", Utc),
)  # fmt: skip
_index(held_changes, "state", "due_at")
_index(held_changes, "notice")
# Days off on weekdays and make-up days, ISO days parted by blanks; the row with the latest end is in force.
calendars = _table(
    "calendars", _key("known_until", sa.Date), _must("holidays", sa.Text), _must("make_up", sa.Text),
    _must("published_at", Utc),
)  # fmt: skip
