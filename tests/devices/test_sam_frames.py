"""Frames against the published bytes (DOMAIN §2.1), and a parser that nothing can upset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.devices import sam_frames
from desktop.devices.sam_frames import (
    HEADER_BYTES,
    MAX_LENGTH,
    PREAMBLE,
    BadFrameError,
    Frame,
    FrameParser,
    SamCommand,
    frame,
    reply,
    request,
    sam_number_text,
    text_block,
    to_reply,
)

PUBLISHED_REQUESTS = {
    SamCommand.RESET: "AA AA AA 96 69 00 03 10 FF EC",
    SamCommand.STATUS: "AA AA AA 96 69 00 03 11 FF ED",
    SamCommand.SAM_NUMBER: "AA AA AA 96 69 00 03 12 FF EE",
    SamCommand.FIND: "AA AA AA 96 69 00 03 20 01 22",
    SamCommand.SELECT: "AA AA AA 96 69 00 03 20 02 21",
    SamCommand.READ: "AA AA AA 96 69 00 03 30 01 32",
}


@pytest.mark.parametrize(("command", "published"), PUBLISHED_REQUESTS.items())
def test_requests_are_the_published_bytes(command: SamCommand, published: str) -> None:
    assert request(command) == bytes.fromhex(published)


@pytest.mark.parametrize(
    ("published", "status", "data_bytes"),
    [
        ("AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97", 0x9F, 4),
        ("AA AA AA 96 69 00 04 00 00 80 84", 0x80, 0),
        ("AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", 0x90, 8),
        ("AA AA AA 96 69 00 04 00 00 81 85", 0x81, 0),
        ("AA AA AA 96 69 00 04 00 00 41 45", 0x41, 0),
    ],
)
def test_published_replies_are_understood(published: str, status: int, data_bytes: int) -> None:
    (received,) = FrameParser().feed(bytes.fromhex(published))
    assert to_reply(received) == sam_frames.Reply(status, bytes(data_bytes))
    assert reply(status, bytes(data_bytes)) == bytes.fromhex(published)


def test_a_whole_read_is_1295_bytes_and_gives_only_its_text() -> None:
    text, photo = bytes(range(256)), b"P" * 1024
    wire = reply(0x90, b"\x01\x00\x04\x00" + text + photo)
    assert len(wire) == 1295
    (received,) = FrameParser().feed(wire)
    assert text_block(to_reply(received).data) == text


@pytest.mark.parametrize(
    "data", [b"", b"\x01\x00", b"\x01\x00\x04\x00" + bytes(1279), b"\x01\x00\x04\x00" + bytes(1281)]
)
def test_a_read_whose_length_fields_disagree_is_refused(data: bytes) -> None:
    with pytest.raises(BadFrameError):
        text_block(data)


@given(cuts=st.lists(st.integers(1, 1294), max_size=12), garbage=st.binary(max_size=40))
def test_a_frame_is_found_however_it_is_cut_and_whatever_stands_before(
    cuts: list[int], garbage: bytes
) -> None:
    wire = reply(0x90, b"\x01\x00\x04\x00" + bytes(1280))
    parser = FrameParser()
    frames = parser.feed(garbage.replace(PREAMBLE, b""))
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(wire)], strict=True):
        frames += parser.feed(wire[start:end])
    assert [received.intact for received in frames] == [True]


def test_a_damaged_frame_is_told_and_the_next_one_is_read() -> None:
    damaged = bytearray(reply(0x9F, bytes(4)))
    damaged[-1] ^= 1
    frames = FrameParser().feed(bytes(damaged) + reply(0x90))
    assert [received.intact for received in frames] == [False, True]
    with pytest.raises(BadFrameError):
        to_reply(frames[0])


@pytest.mark.parametrize("length", [0, 2, MAX_LENGTH + 1, 0xFFFF])
def test_an_impossible_length_is_no_frame(length: int) -> None:
    parser = FrameParser()
    assert parser.feed(PREAMBLE + length.to_bytes(2, "big") + reply(0x80)) == [Frame(b"\x00\x00\x80")]


@given(st.lists(st.one_of(st.binary(max_size=200), st.just(PREAMBLE), st.just(reply(0x80))), max_size=30))
def test_no_stream_upsets_the_parser_or_makes_it_hoard(chunks: list[bytes]) -> None:
    parser = FrameParser()
    for chunk in chunks:
        parser.feed(chunk)
        assert 1 <= parser.wanted <= HEADER_BYTES + MAX_LENGTH


def test_a_body_too_long_for_a_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="body"):
        frame(bytes(MAX_LENGTH))


def test_a_sam_number_reads_as_on_the_plate() -> None:
    assert sam_number_text(bytes.fromhex("0500 0300 01253501 01000000 02000000")) == (
        "05.03-20260097-0000000001-0000000002"
    )
    assert sam_number_text(b"short") == ""
