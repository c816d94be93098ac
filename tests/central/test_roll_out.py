"""Roll-out and the first week as IT types it: batches of codes, the fleet, imports from CSV, a backup."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from central.cli.fleet_page import fleet_page
from central.cli.main import main
from central.cli.opened import open_central
from central.providers.realname import NoRealname
from central.services.due import DueService
from desktop.bootstrap.enrolling import read_code
from desktop.domain.made_up import person_of
from tests.private_files import only_owners

Run = Callable[..., tuple[int, str, str]]
PERSON = person_of(7)
OTHER = person_of(8)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return how to run a command: (exit code, stdout, stderr)."""

    def command(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def home(tmp_path: Path, run: Run) -> Path:
    """A demonstration with a clinic and two people in charge."""
    folder = tmp_path / "central"
    assert run("init", "--home", folder, "--hospital", "市第一人民医院", "--demo")[0] == 0
    assert run("demo-data", "--home", folder, "--people", 3, "--days", 1)[0] == 0
    for number, role in (("9001", "system-admin"), ("9002", "supervisor"), ("9003", "clerk")):
        words = ("--id", number, "--name", "王某", "--initials", "wm", "--role", role)
        assert run("staff", "add", "--home", folder, *words)[0] == 0
    return folder


def batch(home: Path, run: Run, *more: object, window: str = "{n} 号窗") -> tuple[int, str, str]:
    where = ("--home", home, "--window", window, "--url", "https://central.example:8443")
    return run("enroll-code", *where, *more)


APPROVED = ("--asked-by", "9001", "--approved-by", "9002")


@pytest.mark.rows("G113", "I7")
def test_one_approval_by_two_people_covers_a_batch_of_single_use_codes_as_csv(home: Path, run: Run) -> None:
    code, out, err = batch(home, run, "--count", 20, "--csv", *APPROVED)
    assert code == 0, err
    lines = list(csv.DictReader(io.StringIO(out)))
    assert [line["window"] for line in lines] == [f"{n} 号窗" for n in range(1, 21)]
    tokens = {read_code(line["code"]).token for line in lines}
    assert len(tokens) == 20
    with sa.create_engine(f"sqlite:///{home / 'central.db'}").connect() as connection:
        kept = connection.execute(sa.text("SELECT asked_by, approved_by, size FROM enrol_batches")).all()
        expiring = connection.scalar(sa.text("SELECT count(*) FROM enrol_tokens WHERE expires_at > made_at"))
    connection.engine.dispose()
    assert kept == [("9001", "9002", 20)]
    assert expiring == 20


@pytest.mark.rows("A3", "I7")
@pytest.mark.parametrize(
    ("more", "why"),
    [
        ((), "same-person"),
        (("--asked-by", "9001", "--approved-by", "9001"), "same-person"),
        (("--asked-by", "9001", "--approved-by", "nobody"), "not-on-the-staff-list"),
        (("--asked-by", "9001", "--approved-by", "9003"), "role"),
    ],
)  # fmt: skip
def test_a_batch_without_a_second_person_in_charge_makes_no_code(
    home: Path, run: Run, more: tuple[str, ...], why: str
) -> None:
    code, out, err = batch(home, run, "--count", 5, "--csv", *more)
    assert (code, out) == (1, "")
    assert "batch-approval" in err
    assert why in err
    with sa.create_engine(f"sqlite:///{home / 'central.db'}").connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM enrol_tokens")) == 0
    connection.engine.dispose()


def test_a_batch_numbers_its_windows_and_has_a_ceiling(home: Path, run: Run) -> None:
    assert batch(home, run, "--count", 2, *APPROVED, window="窗")[0] == 1
    assert batch(home, run, "--count", 501, *APPROVED)[0] == 1


STAFF = "工号,姓名,首字母,角色\n7001,单某,sm,clerk\n7002,,x,clerk\n7003,王某,wm,boss\n"


@pytest.mark.rows("G113", "A1")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_staff_come_from_a_csv_of_another_system_by_a_mapping_line_by_line(
    home: Path, run: Run, tmp_path: Path, encoding: str
) -> None:
    file, mapping = tmp_path / "staff.csv", tmp_path / "mapping.json"
    file.write_bytes(STAFF.encode(encoding))
    mapping.write_text('{"id": "工号", "name": "姓名", "initials": "首字母", "role": "角色"}', "utf-8")
    words = ("import", "staff", "--home", home, "--file", file, "--mapping", mapping, "--json")
    code, out, _ = run(*words, "--dry-run")
    expected = {"made": 1, "known": 0, "changed": 0, "to_look_at": [],
                "faults": [{"line": 3, "why": "incomplete"}, {"line": 4, "why": "role"}]}  # fmt: skip
    assert (code, json.loads(out)) == (1, {"dry_run": True, **expected})
    assert "7001" not in run("staff", "list", "--home", home, "--json")[1]
    assert json.loads(run(*words)[1])["made"] == 1
    again = json.loads(run(*words)[1])
    assert (again["made"], again["known"]) == (0, 1)
    assert "单某" in run("staff", "list", "--home", home, "--json")[1]


@pytest.mark.rows("G113")
def test_doctors_come_with_their_fee_and_change_when_the_file_does(
    home: Path, run: Run, tmp_path: Path
) -> None:
    with sa.create_engine(f"sqlite:///{home / 'central.db'}").connect() as connection:
        department = connection.scalar(sa.text("SELECT name FROM departments ORDER BY sort_order"))
    connection.engine.dispose()
    head = "department,name,title,skill,initials,fee_yuan\n"
    file = tmp_path / "doctors.csv"
    words = ("import", "doctors", "--home", home, "--file", file, "--json")
    file.write_text(
        head
        + f"{department},单样例,主任医师,,dyl,50.5\n没有的科,某,医师,,m,1\n{department},某,医师,,m,abc\n",
        "utf-8",
    )
    report = json.loads(run(*words)[1])
    assert report["made"] == 1
    assert report["faults"] == [{"line": 3, "why": "department"}, {"line": 4, "why": "fee"}]
    file.write_text(head + f"{department},单样例,主任医师,,dyl,60\n", "utf-8")
    assert json.loads(run(*words)[1])["changed"] == 1
    with sa.create_engine(f"sqlite:///{home / 'central.db'}").connect() as connection:
        fees = connection.scalars(sa.text("SELECT fee_fen FROM doctors WHERE name = '单样例'")).all()
    connection.engine.dispose()
    assert fees == [6000]


@pytest.mark.rows("G113", "A1", "G3", "G4")
def test_people_come_sealed_once_and_the_same_card_is_named_for_a_person_to_look_at(
    home: Path, run: Run, tmp_path: Path
) -> None:
    one, two = person_of(701), person_of(702)
    file = tmp_path / "people.csv"
    file.write_text(
        "name,sex,birth,document_type,document_number,card_number,address\n"
        f"{one.name},男,,,{one.number},K-100,\n"
        f"{one.name},男,,,{one.number},K-100,\n"
        f"{two.name},,,,89000019900307002X,,\n",
        "utf-8",
    )
    words = ("import", "people", "--home", home, "--file", file, "--json")
    code, out, err = run(*words)
    report = json.loads(out)
    assert (code, report["made"], report["known"], len(report["faults"])) == (1, 1, 1, 1), report
    assert all(text not in out + err for text in (one.name, one.number, two.name))
    file.write_text(f"name,document_number,card_number,sex\n{two.name},{two.number},K-100,男\n", "utf-8")
    assert json.loads(run(*words)[1])["to_look_at"] == [2]
    file.write_text(
        "name,sex,birth,document_type,document_number,card_number\n"
        f"{one.name},女,{one.birth},passport,E12345678,K-100\n",
        "utf-8",
    )
    assert json.loads(run(*words)[1])["made"] == 1
    assert offered_pairs(home) == [["same-card", "same-name", "same-birth", "same-sex"]]
    raw = (home / "central.db").read_bytes()
    assert one.number.encode() not in raw
    assert one.name.encode() not in raw


def offered_pairs(home: Path) -> list[list[str]]:
    """Let central's due work go on to its end; return the reasons of each pair that stands before the supervisors."""
    opened = open_central(home, None)
    due = DueService(opened.parts, NoRealname())
    while due.run_due().compared:
        pass
    with opened.parts.database.read() as connection:
        rows = connection.execute(sa.text("SELECT state, reasons FROM people_pairs")).all()
    opened.close()
    return [reasons.split(",") for state, reasons in rows if state == "open"]


@pytest.mark.rows("G113")
def test_a_backup_is_whole_and_is_never_written_over(home: Path, run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "central-copy.db"
    assert run("backup", "--home", home, "--output", copy)[0] == 0
    assert run("backup", "--home", home, "--output", copy)[0] == 1
    assert only_owners(copy)
    keys = copy.with_name(copy.name + ".keys")
    assert only_owners(keys)
    code, out, err = run("verify", "--home", home, "--database", f"sqlite:///{copy}", "--json")
    assert "sealed-values-open" in out, "the copy alone opens nobody"
    assert run("restore", "put-back", "--home", home, "--copy", copy)[0] == 1, "a database is there"
    (home / "central.db").unlink()
    code, out, err = run("restore", "put-back", "--home", home, "--copy", copy)
    assert code == 0, out + err
    code, out, err = run("verify", "--home", home, "--json")
    assert code == 0, out + err


@pytest.mark.rows("N9", "N10", "T6")
def test_the_keys_of_an_older_backup_open_no_more(home: Path, run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    for copy in (first, second):
        assert run("backup", "--home", home, "--output", copy)[0] == 0
    (home / "central.db").unlink()
    words = ("restore", "put-back", "--home", home, "--copy", first)
    code, _out, err = run(*words)
    assert code == 1
    assert "Traceback" not in err
    assert run(*words, "--keys", tmp_path / "second.db.keys")[0] == 0


@pytest.mark.rows("G113")
def test_the_fleet_says_who_was_never_heard(home: Path, run: Run) -> None:
    assert json.loads(run("desks", "--home", home, "--json")[1]) == {"desks": []}


TEMPLATE_HEAD = "department,doctor,weekday,half_day,starts,half_hours,each,place,online,valid_from\n"


@pytest.mark.rows("G113", "G19")
def test_weekly_templates_come_from_the_old_system_once_and_make_no_doctor_work_twice_at_a_time(
    home: Path, run: Run, tmp_path: Path
) -> None:
    with sa.create_engine(f"sqlite:///{home / 'central.db'}").connect() as connection:
        department, doctor = connection.execute(
            sa.text(
                "SELECT p.name, d.name FROM doctors d JOIN departments p USING (department_id) ORDER BY 1, 2"
            )
        ).first() or ("", "")
    connection.engine.dispose()
    file = tmp_path / "templates.csv"
    words = ("import", "templates", "--home", home, "--file", file, "--json")
    good = f"{department},{doctor},周日,上午,6:00,4,3,三楼 A 区,4,2031-01-06\n"
    file.write_text(
        TEMPLATE_HEAD + good
        + f"{department},{doctor},星期日,am,07:00,4,3,三楼 A 区,4,2031-01-06\n"
        + f"{department},查无此人,1,am,08:00,4,3,三楼,0,2031-01-06\n"
        + f"{department},{doctor},8,am,08:00,4,3,三楼,0,2031-01-06\n"
        + f"{department},{doctor},6,晚上,18:00,4,3,三楼,0,2031-01-06\n"
        + f"{department},{doctor},6,pm,13:00,4,3,三楼,400,2031-01-06\n",
        "gbk",
    )  # fmt: skip
    code, out, err = run(*words)
    report = json.loads(out)
    assert (code, report["made"]) == (1, 1), err
    assert [(fault["line"], fault["why"]) for fault in report["faults"]] == [
        (3, "overlap"), (4, "doctor"), (5, "weekday"), (6, "half-day"), (7, "split"),
    ]  # fmt: skip
    file.write_text(TEMPLATE_HEAD + good, "utf-8")
    assert json.loads(run(*words)[1])["known"] == 1
    file.write_text(TEMPLATE_HEAD + good.replace(",4,3,", ",4,5,"), "utf-8")
    assert json.loads(run(*words)[1])["changed"] == 1


@pytest.mark.rows("G113")
def test_staff_come_from_a_directory_with_roles_by_group_and_a_disabled_account_is_named(
    home: Path, run: Run, tmp_path: Path
) -> None:
    file, mapping = tmp_path / "staff.ldif", tmp_path / "mapping.json"
    file.write_bytes(
        "# exported\nversion: 1\n\n"
        "dn: CN=a,OU=Front,DC=example\nemployeeNumber: 7101\ndisplayName:: "
        f"{base64.b64encode('单样例'.encode()).decode()}\ninitials: sy\n"
        "memberOf: CN=Everybody,DC=example\nmemberOf: CN=Front-De\n sk,DC=example\nuserAccountControl: 512\n\n"
        "dn: CN=b,DC=example\nemployeeNumber: 7102\ndisplayName: Left\ninitials: lf\n"
        "memberOf: CN=Front-Desk,DC=example\nuserAccountControl: 514\n\n"
        "dn: OU=Front,DC=example\nobjectClass: organizationalUnit\n\n"
        "dn: CN=c,DC=example\nemployeeNumber: 7103\ndisplayName: Other\ninitials: ot\nmemberOf: CN=Canteen\n".encode()
    )
    roles = {"CN=Front-Desk,DC=example": "clerk"}
    mapping.write_text(
        json.dumps({
            "id": "employeeNumber", "name": "displayName", "initials": "initials",
            "role": {"column": "memberOf", "values": roles},
        }),
        "utf-8",
    )  # fmt: skip
    words = ("import", "staff", "--home", home, "--file", file, "--ldif", "--mapping", mapping, "--json")
    code, out, err = run(*words)
    report = json.loads(out)
    assert (code, report["made"]) == (1, 1), err
    assert report["faults"] == [{"line": 13, "why": "role"}, {"line": 23, "why": "role"}]
    assert "单样例" in run("staff", "list", "--home", home)[1]
    assert "单样例" not in out + err


@pytest.mark.rows("G113")
@pytest.mark.parametrize("broken", [b"dn: a\nno colon here\n", b"dn:: ***\n", b"\xff\xfe\xff"])
def test_a_file_that_is_no_ldif_is_refused_whole(home: Path, run: Run, tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "staff.ldif"
    file.write_bytes(broken)
    code, out, err = run("import", "staff", "--home", home, "--file", file, "--ldif")
    assert (code, out) == (1, "")
    assert "csv-file" in err


@pytest.mark.rows("G113")
def test_the_fleet_page_puts_the_desk_in_trouble_first_and_escapes_its_name() -> None:
    calm = {
        "window": "1 号窗", "state": "active", "reason": "", "last_seen": "2026-11-27T01:00:00", "contact_age_s": 3,
        "program": "clinic-desk 0.1.0", "outbox": 0, "outbox_age_s": 0, "lease_until": "2026-12-07T01:00:00",
        "lease_over": False, "disk_free_mib": 9000, "store_mib": 30, "errors": 0,
    }  # fmt: skip
    full = {**calm, "window": "<b>2</b>", "disk_free_mib": 100, "outbox": 4, "outbox_age_s": 4000}
    page = fleet_page("样例医院", [calm, full], datetime(2026, 11, 27, 1, tzinfo=UTC))
    assert page.index("&lt;b&gt;2") < page.index("1 号窗")
    assert page.count('class="bad"') == 2
    assert "2 台，1 台需要查看" in page
