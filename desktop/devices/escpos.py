"""ESC/POS bytes of a slip: one raster, so that the printer's own character set never matters (DOMAIN §3)."""

from __future__ import annotations

from desktop.domain.printing_errors import PrinterAnswerError
from desktop.ports.ticket_printer import Raster

INIT = b"\x1b@"
BAND = b"\x1dv0\x00"
FEED = b"\n\n\n"
PARTIAL_CUT = b"\x1dV\x42\x00"
# Small printers buffer little; bands of 128 rows print smoothly on all of them.
BAND_ROWS = 128
_BAND_HEADER_BYTES = len(BAND) + 4


def escpos_bytes(raster: Raster) -> bytes:
    """Return initialise, the raster as `GS v 0` bands, feed and partial cut."""
    row = raster.bytes_per_row
    parts = [INIT]
    for top in range(0, raster.height, BAND_ROWS):
        rows = min(BAND_ROWS, raster.height - top)
        parts.append(BAND + row.to_bytes(2, "little") + rows.to_bytes(2, "little"))
        parts.append(raster.rows[top * row : (top + rows) * row])
    parts += [FEED, PARTIAL_CUT]
    return b"".join(parts)


def parse_escpos(stream: bytes) -> Raster:
    """Read one slip back as a printer does; raises PrinterAnswerError(offset) at the first foreign byte."""
    if not stream.startswith(INIT):
        raise PrinterAnswerError(offset=0)
    at = len(INIT)
    widths: set[int] = set()
    rows = bytearray()
    while stream.startswith(BAND, at):
        width, band = _band(stream, at)
        widths.add(width)
        rows += band
        at += _BAND_HEADER_BYTES + len(band)
    if stream[at:] != FEED + PARTIAL_CUT or len(widths) != 1:
        raise PrinterAnswerError(offset=at)
    width = widths.pop()
    return _raster(width, bytes(rows))


def _band(stream: bytes, at: int) -> tuple[int, bytes]:
    start = at + _BAND_HEADER_BYTES
    header = stream[at + len(BAND) : start]
    width, height = int.from_bytes(header[0:2], "little"), int.from_bytes(header[2:4], "little")
    band = stream[start : start + width * height]
    if len(header) < 4 or not width or not height or len(band) != width * height:
        raise PrinterAnswerError(offset=at)
    return width, band


def _raster(bytes_per_row: int, rows: bytes) -> Raster:
    try:
        return Raster(bytes_per_row * 8, len(rows) // bytes_per_row, rows)
    except ValueError as error:
        raise PrinterAnswerError(offset=len(INIT)) from error
