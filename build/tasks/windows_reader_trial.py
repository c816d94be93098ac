"""The reader's helper tried under Wine: Windows' own pipes, a made-up vendor's DLL in a folder with a Chinese name.

Wine here runs no 32-bit programs, so helper and DLL are built for 64 bits from the same source.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from bundling import ROOT
from windows_reader import SOURCE

from desktop.devices.card_encoding import encode_card_text

GCC = "x86_64-w64-mingw32-gcc"
NUMBER = "89000020100101003X"
FOLDER = "C:\\门诊 读卡"
# what the desk does with the reader, run by the bench's Python on the copy of the sources
SCRIPT = """
import sys
sys.path.insert(0, "C:\\\\desk\\\\src")
from pathlib import Path
from desktop.devices.helper_port import library_opener
from desktop.devices.serial_id_reader import SerialIdReader
from desktop.devices.system_timing import SystemTiming
from desktop.domain.errors import ReaderUnpluggedError

timing, place = SystemTiming(), Path(__file__).parent
opener = library_opener(place / "reader.exe", timing)
reader = SerialIdReader(f"dll:{place / 'sdtapi.dll'}:1001", timing, opener)
assert reader.poll()
print("read", reader.read().unverified_card.number)
reader._port._process.kill()
try:
    reader.poll()
except ReaderUnpluggedError:
    print("pulled out")
reader.close()
"""


def prepare(drive: Path) -> str:
    """Put helper, DLL, card and script on the C: drive; returns the script's Windows path."""
    place = drive / FOLDER.removeprefix("C:\\")
    place.mkdir(exist_ok=True)
    for words in (
        ["-static", "-o", str(place / "reader.exe"), str(SOURCE / "reader.c")],
        ["-shared", "-o", str(place / "sdtapi.dll"), str(ROOT / "tests/devices/vendor_library.c")],
    ):
        subprocess.run([GCC, "-O2", "-s", *words], check=True)
    (place / "card").write_bytes(encode_card_text({"name": "覃子𬱖", "number": NUMBER}))
    (place / "trial.py").write_text(SCRIPT, "utf-8")
    return f"{FOLDER}\\trial.py"


def good(said: str) -> bool:
    """Return whether the card was read and the killed helper was a reader pulled out."""
    return f"read {NUMBER}" in said and "pulled out" in said
