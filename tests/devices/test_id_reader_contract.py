"""What every IdReader keeps, the fake and the serial one on real frames alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.devices.card_encoding import encode_card_text
from desktop.domain.cards import CardLayout, parse_card_text
from desktop.domain.errors import (
    CardLiftedError,
    CardUnreadableError,
    NoCardError,
    ReaderUnpluggedError,
)

if TYPE_CHECKING:
    from tests.devices.conftest import DeskUnderTest


@pytest.mark.rows("G7", "N4")
def test_a_placed_card_is_read_with_the_evidence_of_what_read_it(
    desk: DeskUnderTest, made_up_block: bytes
) -> None:
    desk.place(made_up_block)
    read = desk.reader.read()
    assert read.unverified_card == parse_card_text(made_up_block)
    assert read.unverified_card.layout is CardLayout.RESIDENT
    assert (read.port, read.sam_number) == (desk.reader.describe().port, desk.reader.describe().sam_number)
    assert read.sam_number


@pytest.mark.rows("G7")
def test_an_empty_plate_says_that_there_is_no_card(desk: DeskUnderTest) -> None:
    assert desk.reader.poll() is False
    with pytest.raises(NoCardError):
        desk.reader.read()


@pytest.mark.rows("N1")
def test_the_reader_wakes_by_itself_when_the_next_card_is_laid_down(
    desk: DeskUnderTest, made_up_block: bytes
) -> None:
    next_block = encode_card_text({"name": "覃子𬱖", "number": "89000020100101003X"})
    desk.place(made_up_block)
    assert desk.reader.poll() is True
    desk.reader.read()
    assert desk.reader.poll() is False, "a card that was read does not count again"
    desk.lift()
    assert desk.reader.poll() is False
    desk.place(next_block)
    assert desk.reader.poll() is True
    assert desk.reader.read().unverified_card.number == "89000020100101003X"


@pytest.mark.rows("G7")
def test_a_card_lifted_too_early_asks_for_it_again_and_then_reads(
    desk: DeskUnderTest, made_up_block: bytes
) -> None:
    desk.place(made_up_block)
    desk.lift_during_read()
    with pytest.raises(CardLiftedError):
        desk.reader.read()
    desk.place(made_up_block)
    assert desk.reader.read().unverified_card == parse_card_text(made_up_block)


@pytest.mark.rows("G7")
def test_a_card_that_cannot_be_read_says_so_with_its_status(
    desk: DeskUnderTest, made_up_block: bytes
) -> None:
    desk.place(made_up_block)
    desk.make_unreadable()
    with pytest.raises(CardUnreadableError) as caught:
        desk.reader.read()
    assert caught.value.facts == {"status": "41"}


@pytest.mark.rows("G7")
def test_an_unplugged_reader_is_known_as_such(desk: DeskUnderTest) -> None:
    assert desk.reader.poll() is False
    desk.unplug()
    with pytest.raises(ReaderUnpluggedError):
        desk.reader.read()
    with pytest.raises(ReaderUnpluggedError):
        desk.reader.poll()
