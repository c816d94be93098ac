"""What the papers of duties may say and must say; their templates are edited like the letters of requests (G58, P22).

The papers go out of the house, to a regulator, a court or the public, and name no patient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# what every letter says of who writes it
HOUSE = frozenset({"hospital", "operator", "contact", "today", "staff", "window", "policy"})
_TOLD_OF = frozenset({"happened", "measures", "advice", "remedy", "reach"})
_SIGNED = frozenset({"duty", "asked", "signed"})

# What a paper needs: the contents of an incident (PIPL 57), the receiver's name and contact (PIPL 22), who signed and
# what went or was opened (P14, N35, P12), what an announcement says and until when (P34).
DUTY_NEEDED: dict[str, frozenset[str]] = {
    "incident_report": _TOLD_OF | {"duty", "incident_type", "found", "people_told"},
    "announcement": _TOLD_OF,
    "public_announcement": frozenset({"announcement_title", "announcement_text", "shown"}),
    "retention_certificate": _SIGNED | {"rows"},
    "legal_reading": _SIGNED | {"ground", "authority", "paper_number", "looks"},
    "wind_down_certificate": frozenset(
        {"duty", "last_day", "signatures", "destroyed", "kept_people", "later_contact"}
    ),
    "handover_notice": frozenset({"cause", "from_day", "receiver", "receiver_contact"}),
}
_MORE: dict[str, frozenset[str]] = {
    "incident_report": frozenset({"grade", "scope", "summary", "timeline", "lessons"}),
    "announcement": frozenset({"duty"}),
    "public_announcement": frozenset({"duty"}),
    "retention_certificate": frozenset({"files"}),
    "legal_reading": frozenset({"purpose"}),
    "wind_down_certificate": frozenset({"cause", "told", "lost", "held", "proof"}),
    "handover_notice": frozenset({"duty", "terms", "told", "lost", *_SIGNED}),
}
DUTY_PLACES: dict[str, frozenset[str]] = {
    name: HOUSE | needed | _MORE[name] | {"printed_at"} for name, needed in DUTY_NEEDED.items()
}


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What fills a duty's paper: a value for each place, `mark` before the heading ("" or that it is a drill's).

    The mark is no place, so that no template can leave it out. `language`: "zh" or "en".
    """

    values: Mapping[str, str]
    language: str
    mark: str = ""
