"""Every input that once broke a parser, and the seeds of `dev.py fuzz`, replayed; then a second of fresh ones."""

from __future__ import annotations

import random
from itertools import islice

import fuzz_targets
import pytest
from fuzz_command import CORPUS, corpus, mutated
from fuzz_targets import TARGETS, feed

FRESH = 300


def test_every_parser_has_a_corpus_and_every_corpus_a_parser() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)


@pytest.mark.rows("T9", "T14")
@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_parser_bears_its_whole_corpus_and_fresh_broken_input(name: str) -> None:
    seeds = corpus(name)
    assert seeds
    for raw in (*seeds, *islice(mutated(random.Random(20261127), seeds), FRESH)):  # inputs, not secrets
        feed(name, raw)


def test_what_is_not_a_parsers_own_error_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(raw: bytes) -> None:
        raise IndexError

    monkeypatch.setitem(fuzz_targets.TARGETS, "csv", (broken, (KeyError,)))
    with pytest.raises(IndexError):
        feed("csv", b"")
