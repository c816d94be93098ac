"""A stand-in for the list of staff's own and relatives' numbers."""

from __future__ import annotations

from desktop.domain.own_people import Relation
from desktop.ports.own_people import Listed


class FakeOwnPeople:
    """Counts what was listed."""

    def __init__(self) -> None:
        self.numbers: dict[str, Relation] = {}

    def listed(self) -> Listed:
        own = sum(relation is Relation.SELF for relation in self.numbers.values())
        return Listed(own, len(self.numbers) - own)

    def put(self, relation: Relation, number: str) -> Listed:
        self.numbers[number] = relation
        return self.listed()
