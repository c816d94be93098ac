"""The tour as a newcomer runs it: real windows on a virtual screen, figures from outside, nothing left in clear."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from leaks import found_in_store, search
from tour import sound, tour_strangers

from desktop.domain.made_up import person_of
from desktop.domain.staff import Role
from tests.journeys.headless import desk_of

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 900
NEEDED = ("Xvfb", "openbox", "xdotool", "xinput", "import")
# CLINIC_TOUR_PARTS="main day rights" plays more; the suite has twelve minutes for everything
PARTS = os.environ.get("CLINIC_TOUR_PARTS", "main").split()


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play it once; returns the folder that holds `home` and `pictures`."""
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    assert not missing, f"dev.py installs these: {missing}"
    folder = tmp_path_factory.mktemp("tour")
    env = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "DISPLAY")}
    env |= {
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "build" / "tasks"))),
        "HOME": str(folder / "user"),
        "TMPDIR": str(folder / "tmp"),
    }
    (folder / "user").mkdir()
    (folder / "tmp").mkdir()
    parts = [word for part in PARTS for word in ("--part", part)]
    done = subprocess.run(
        [sys.executable, str(ROOT / "build" / "tasks" / "run_command.py"), "--home", str(folder / "home"),
         "--tour", str(folder / "pictures"), *parts],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=TIMEOUT_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-2500:]
    return folder


@pytest.fixture
def figures(tour: Path) -> dict[str, Any]:
    """What it left in tour.json."""
    said: dict[str, Any] = json.loads((tour / "pictures" / "tour.json").read_text())
    return said


@pytest.mark.rows("G62", "G65", "G66", "N5", "N6", "I1", "I2")
def test_the_tours_figures_hold(figures: dict[str, Any], reached_outside: Callable[[str, str], None]) -> None:
    reached_outside("window", "keys counted at the X server")
    reached_outside("store", "slips are printed only after the sealed store committed")
    reached_outside("central", "figures from clinic-central export-bookings")
    assert figures["double_booked"] == 0
    assert figures["lost"] == 0
    assert figures["booked_offline"] >= 3
    assert figures["central_bookings"] == figures["booked_online"] + figures["booked_offline"]
    assert figures["keys_new_patient"] <= 26
    assert figures["keys_known_patient"] <= 8
    assert figures["provisional_checked"] >= figures["booked_offline"]
    assert figures["booked_public"] > 0
    assert sound(figures)


def test_the_tour_leaves_numbered_pictures_and_a_slip(tour: Path, figures: dict[str, Any]) -> None:
    pictures = sorted((tour / "pictures").glob("*.png"))
    assert len(pictures) == figures["pictures"]
    assert all(picture.stat().st_size > 10_000 for picture in pictures)
    assert (tour / "pictures" / "slip.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.rows("P17", "T3", "A1", "G72")
def test_after_the_tour_no_file_holds_a_made_up_person_in_clear(tour: Path, figures: dict[str, Any]) -> None:
    everybody, met = tour_strangers(), figures["strangers"]
    people = [*everybody[: met["met"]], *(person_of(serial) for serial in range(6))]
    report = search([tour / "home", tour / "user", tour / "tmp"], people)
    assert report.leaks == ()
    desk = desk_of(tour / "home" / "desk-a", Role.CLERK)
    try:
        missing = found_in_store(desk.store, [everybody[n] for n in met["registered"]])
        gone = {n: found_in_store(desk.store, [everybody[n]]) for n in met["deleted"]}
    finally:
        desk.store.close()
    assert missing == (), "the control: the same search over the opened store finds everybody"
    assert gone, "the tour deletes somebody"
    assert all(gone.values()), "who was deleted is not found in the opened store either"
