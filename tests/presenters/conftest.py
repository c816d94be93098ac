"""A registration form over a made-up clinic, driven as a clerk drives it."""

from __future__ import annotations

import pytest

from tests.fakes.clerk import Clerk
from tests.fakes.front_desk import FakeDesk
from tests.fakes.runner import HeldRunner, InlineRunner


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def clerk(desk: FakeDesk) -> Clerk:
    return Clerk(desk, InlineRunner())


@pytest.fixture
def slow(desk: FakeDesk) -> Clerk:
    """A clerk whose network and store answers come when the test says so."""
    runner = HeldRunner(at_once=("read", "device"))
    return Clerk(desk, runner)
