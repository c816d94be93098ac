"""How long a practised clerk takes for counted acts: the keystroke-level model.

S. K. Card, T. P. Moran, A. Newell: The Keystroke-Level Model for User Performance Time with Interactive Systems.
Communications of the ACM 23(7), 1980, 396-410: its operators K (an average typist, 40 words a minute), P, H and M.
It tells the time of an expert without errors; drawing a signature is ours, the model has only straight lines.
"""

from __future__ import annotations

from dataclasses import dataclass

KEY_S = 0.28
POINT_S = 1.10
HOME_S = 0.40
THINK_S = 1.35
SIGN_S = 10.0
# N12: in under two minutes at the counter
COUNTER_S = 120.0


@dataclass(frozen=True, slots=True)
class Acts:
    """What was counted: key presses with their modifiers, pointer moves, hands that change place, thoughts, signatures.

    `system_s` are the seconds in which nobody could go on because the program, or central, was not ready.
    """

    keys: int
    pointer_moves: int = 0
    homings: int = 0
    thoughts: int = 0
    signatures: int = 0
    system_s: float = 0.0

    @property
    def parts(self) -> dict[str, float]:
        """Return the seconds of each kind of act."""
        return {
            "keys_s": self.keys * KEY_S, "pointer_s": self.pointer_moves * POINT_S, "homing_s": self.homings * HOME_S,
            "thinking_s": self.thoughts * THINK_S, "signing_s": self.signatures * SIGN_S, "system_s": self.system_s,
        }  # fmt: skip

    @property
    def seconds(self) -> float:
        """Return the operator's time from the first act to the last answer."""
        return sum(self.parts.values())

    def figures(self) -> dict[str, float]:
        """Return counts, the seconds of each kind, and their sum, for a file of figures."""
        counts = {
            "keys": self.keys, "pointer_moves": self.pointer_moves, "homings": self.homings, "thoughts": self.thoughts,
            "signatures": self.signatures,
        }  # fmt: skip
        return {
            **counts,
            **{part: round(seconds, 2) for part, seconds in self.parts.items()},
            "seconds": round(self.seconds, 1),
        }


def in_time(figures: dict[str, dict[str, float]]) -> bool:
    """Return whether something was counted and each took less than N12 allows."""
    return bool(figures) and all(one["seconds"] < COUNTER_S for one in figures.values())
