"""The tour: the main job, a clinic's day and people's rights, played from outside in real windows (DECISIONS 32)."""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from x_screen import ScreenError

from tour.day import Day, day_holds
from tour.main_job import MainJob
from tour.rights import Rights, rights_hold
from tour.stage import tour_strangers
from tour.window_work import WindowWork

__all__ = ["PARTS", "play", "sound", "tour_strangers"]


class Part(Protocol):
    """One part of the tour; people by their place in tour_strangers()."""

    registered: list[int]
    deleted: list[int]

    def play(self) -> dict[str, Any]: ...


PARTS: dict[str, Callable[[WindowWork], Part]] = {"main": MainJob, "day": Day, "rights": Rights}


def play(home: Path, folder: Path, parts: Sequence[str] = tuple(PARTS)) -> dict[str, Any]:
    """Play parts one after the other; always stops what it started; returns the figures written to tour.json."""
    started = time.monotonic()
    shutil.rmtree(folder, ignore_errors=True)
    stage = WindowWork(home, folder)
    figures: dict[str, Any] = {"parts": list(parts)}
    people: dict[str, list[int]] = {"registered": [], "deleted": []}
    try:
        stage.set_up()
        for name in parts:
            part = PARTS[name](stage)
            begun = time.monotonic()
            figures |= part.play()
            stage.notes.append(f"part {name}: {time.monotonic() - begun:.0f} s")
            people["registered"] += part.registered
            people["deleted"] += part.deleted
        figures["double_booked"] = stage.central.bookings()["totals"]["double_booked"]
    except BaseException:
        # what stood on the screen says more than the error; without a screen the error is all there is
        with contextlib.suppress(ScreenError):
            stage.save("root", "failed")
        raise
    finally:
        stage.stop()
    figures |= {
        "pictures": stage.pictures,
        "seconds": round(time.monotonic() - started, 1),
        "strangers": people | {"met": stage.met},
        "notes": stage.notes,
    }
    for pdf in sorted((stage.desk_a.home / "spool").glob("*.pdf"))[:1]:
        shutil.copy(pdf, folder / "slip.pdf")
    (folder / "tour.json").write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")
    return figures


def sound(figures: dict[str, Any]) -> bool:
    """Return whether the tour's numbers hold: nothing lost, nothing doubled, everything at central."""
    return figures["double_booked"] == 0 and all(HOLDS[part](figures) for part in figures["parts"])


def _main_holds(figures: dict[str, Any]) -> bool:
    return bool(
        figures["lost"] == 0
        and figures["booked_offline"] >= 3
        and figures["central_bookings"] == figures["booked_online"] + figures["booked_offline"]
        and figures["keys_new_patient"] <= 26
        and figures["keys_known_patient"] <= 8
    )


HOLDS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "main": _main_holds,
    "day": day_holds,
    "rights": rights_hold,
}
