"""Central for IT: the unit, the container file and the wheel say what really works (G113, B1).

The long form (CLINIC_SERVER=FOLDER, 1 minute, fetches 17 packages) does in a plain environment what the container does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import lock_entries
import pytest
from demo_parts import Process, free_port, wait_until
from server_wheel import make_wheel

from central.cli.main import parser

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "build" / "server"
KNOWN = {"FROM", "RUN", "COPY", "USER", "VOLUME", "EXPOSE", "ENTRYPOINT", "CMD"}
HOME = "/var/lib/clinic-central"


def container_lines() -> list[tuple[str, str]]:
    """Return (instruction, rest) of the container file, without comments."""
    text = (SERVER / "Containerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def steps(instruction: str) -> list[str]:
    return [rest for word, rest in container_lines() if word == instruction]


@pytest.mark.rows("G113")
def test_systemd_takes_the_unit_and_finds_little_that_it_could_still_take_away(tmp_path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("no systemd here (package systemd): the unit is only read, by test_handbook")
    text = (SERVER / "clinic-central.service").read_text("utf-8")
    unit = tmp_path / "clinic-central.service"
    unit.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", text, flags=re.MULTILINE))
    words = [[tool, "verify", str(unit)], [tool, "security", "--offline=yes", "--threshold=20", str(unit)]]
    for said in words:
        done = subprocess.run(said, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Unknown" not in done.stderr


@pytest.mark.rows("G113", "B1")
def test_the_container_file_names_only_what_exists_runs_without_rights_and_installs_by_hash() -> None:
    assert {word for word, _ in container_lines()} == KNOWN
    copied = [path for rest in steps("COPY") for path in rest.split()[:-1]]
    assert copied
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert not {".", ".venv", "dist", ".git"} & set(copied), "nothing else of the folder gets into an image"
    assert steps("USER") == ["clinic"]
    words = json.loads(steps("ENTRYPOINT")[0]) + json.loads(steps("CMD")[0])
    assert words[0] == "clinic-central"
    assert str(parser().parse_args(words[1:]).home) in steps("VOLUME")[0].split()
    assert str(parser().parse_args(words[1:]).port) == steps("EXPOSE")[0]
    pip = [rest for rest in steps("RUN") if rest.startswith("pip")]
    assert all("--require-hashes" in rest or "--no-index" in rest for rest in pip)


@pytest.mark.rows("B1")
def test_a_server_installs_what_it_needs_from_the_one_lock_and_nothing_of_the_desk() -> None:
    text = lock_entries.of_machine(lock_entries.LOCK.read_text("utf-8"), "server")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert {entry.split("==")[0] for entry in entries} == lock_entries.SERVER
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["server"]]
    names = {re.split(r"[\[><=;]", one)[0].lower() for one in wanted}
    assert names < lock_entries.SERVER
    assert "pyside6-essentials" not in names
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.rows("G113", "B1", "B9")
def test_the_wheel_and_the_containers_own_steps_give_a_central_that_serves(tmp_path: Path) -> None:
    place = os.environ.get("CLINIC_SERVER")
    if not place:
        pytest.skip("the long form: set CLINIC_SERVER to an empty folder (1 minute, fetches packages)")
    venv, source = Path(place) / "venv", tmp_path / "src"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    for rest in steps("COPY"):
        *paths, target = rest.split()
        for path in paths:
            into = source / Path(target).relative_to("/src")
            _copy(ROOT / path, into / Path(path).name if target.endswith("/") else into)
    wheel = make_wheel(tmp_path)
    with zipfile.ZipFile(wheel) as packed:
        assert "resources/policy/model-1.zh_CN.md" in packed.namelist()
    env = {**os.environ, "PATH": f"{venv / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": ""}
    for rest in steps("RUN"):
        if rest.startswith("useradd"):
            continue
        subprocess.run(rest.replace("/src", str(source)), shell=True, env=env, check=True)  # noqa: S602
    subprocess.run(
        [str(venv / "bin/pip"), "install", "--quiet", "--no-deps", "--force-reinstall", str(wheel)],
        env=env,
        check=True,
    )
    home, program = tmp_path / "central", str(venv / "bin/clinic-central")
    for words in (
        ["init", "--home", str(home), "--hospital", "样例医院", "--demo"],
        ["demo-data", "--home", str(home), "--people", "5", "--days", "1"],
        ["verify", "--home", str(home)],
    ):
        done = subprocess.run(
            [program, *words], env=env, capture_output=True, text=True, check=False, cwd="/"
        )
        assert done.returncode == 0, done.stderr
    port = free_port()
    words = [word.replace(HOME, str(home)) for word in json.loads(steps("CMD")[0])]
    words[-1], words[words.index("--host") + 1] = str(port), "127.0.0.1"
    served = Process("central", [program, *words], tmp_path / "central.log", {"PYTHONPATH": ""})
    served.start()
    try:
        assert wait_until(lambda: _tls(port), "central's TLS") == "TLSv1.3"
    finally:
        served.stop()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def _tls(port: int) -> str | None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection(("127.0.0.1", port), 1) as raw,
            context.wrap_socket(raw) as line,
        ):
            return line.version()
    except OSError:
        return None
