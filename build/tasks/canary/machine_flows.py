"""What IT and bad luck do to the files: images, backups put back, diagnostics, a crash, a kill."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from demo_parts import ROOT, command

from canary.people import canary, spoken
from canary.stage import Stage
from desktop.bootstrap.machine import no_core_dumps
from desktop.diagnostics import catch_crashes, start_logging
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.staff import Role
from tests.journeys.headless import desk_of, draft_of


def back_up(stage: Stage) -> None:
    """A copy of central while it serves, put back in another home; images of both desks while they are open."""
    copies, home = stage.base / "backups", stage.central.home
    copies.mkdir()
    copy = copies / "central.db"
    command("central", "backup", "--home", str(home), "--output", str(copy))
    again = copies / "put-back"
    shutil.copytree(home, again, ignore=shutil.ignore_patterns("central.db*"))
    command(
        "central", "restore", "put-back", "--home", str(again), "--copy", str(copy), "--keys",
        str(copy.with_name(copy.name + ".keys")), "--database", f"sqlite:///{again / 'central.db'}",
    )  # fmt: skip
    for desk in (stage.window, stage.office):
        shutil.copytree(desk.home, copies / desk.home.name)
    stage.done["backup put back"] += 1


def crash(stage: Stage) -> None:
    """A session with a canary in hand ends by SIGKILL while it writes, the next by an error that nobody caught."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).parents[1])))}
    with (stage.base / "hospital" / "log" / "crash.log").open("wb") as out:
        ended = subprocess.run(
            [sys.executable, __file__, str(stage.window.home)], cwd=stage.temp, env=env, stdout=out, stderr=out,
            check=False,
        )  # fmt: skip
    said = (stage.window.home / "log" / "desk.log").read_text()
    assert ended.returncode == 1, f"the session ended with {ended.returncode}"
    assert f" {_fail.__name__}" in said, "the log names the place of the crash"
    assert said.count("could not print") == 2, "what both sessions logged is there, blotted"
    stage.done["ended by kill and by crash"] += 1


def export_diagnostics(stage: Stage) -> None:
    """The zip for support of the desk whose sessions came to a bad end."""
    output = stage.base / "diagnostics.zip"
    command("desktop", "export-diagnostics", "--home", str(stage.window.home), "--output", str(output))
    stage.done["diagnostics exported"] += 1


def _die(home: Path) -> None:
    """Be two sessions of the window, one after the other, that come to a bad end with somebody's data in hand."""
    no_core_dumps()
    start_logging(home / "log")
    catch_crashes(lambda kind: sys.stderr.write(f"{kind}\n"))
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, f"the first session ended with {status}"
    desk, person = desk_of(home, Role.CLERK), canary(0)
    with desk.store.write() as tx:
        assert tx.patients.search(person.name, 1)
        tx.state.set("canary/draft", spoken(person).encode())
        logging.getLogger("desktop").warning("could not print for %s", spoken(person))
        if not child:
            os.kill(os.getpid(), signal.SIGKILL)
    _fail(draft_of(person), person)


def _fail(draft: object, person: MadeUpPerson) -> None:
    raise RuntimeError(f"cannot register {draft!r}: {spoken(person)}")


if __name__ == "__main__":
    _die(Path(sys.argv[1]))
