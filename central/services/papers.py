"""Paper templates at central: checked again, kept in every version, sent to every desk (G58, I7)."""

from __future__ import annotations

from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import feed, papers
from desktop.domain.errors import KnownError
from desktop.domain.operations import Operation
from desktop.domain.paper_templates import LONGEST_TEXT, PAPER, PaperVersion, checked
from desktop.domain.schedules import clinic_day


def publish(batch: Batch, op: Operation) -> None:
    """Take the next version of a paper; a text that could not be printed is refused."""
    facts = Facts(op)
    name, _, language = op.entity.rpartition(".")
    text = facts.text("text", most=LONGEST_TEXT)
    day = facts.day("effective").isoformat()
    new = PaperVersion(name, language, op.base_version + 1, day, text, op.author)
    try:
        checked(new, papers.versions(batch.connection, batch.hospital, op.entity), clinic_day(batch.now))
    except KnownError as refusal:
        raise OperationRefusedError(refusal.code) from refusal
    papers.add(batch.connection, batch.hospital, new, batch.now)
    batch.touched.add(feed.REFERENCE, PAPER, op.entity)
