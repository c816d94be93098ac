"""People's rights: an access copy, a refusal, a next of kin, a deletion with one desk away, an overdue clock."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from typing import Any

from demo_parts import Desk, wait_until
from keystroke_model import in_time
from open_copy import names, opened

from desktop.bootstrap.machine import SystemClock
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Role
from tour.counter import Counter
from tour.rights_filing import Filing
from tour.stage import CONFIRMED
from tour.window_work import WindowWork

ANSWER_DAYS = 15
# every kind that is filed at the counter in this part
FILED = {"access", "restrict", "kin", "delete"}
WORDS = "please show me what you keep about me"
REFUSED_WORDS = "nobody may use my record while I am treated"
REASON = "the treatment cannot go on without the record"
KIN_NAME, KIN_WORDS = "Li Si", "what my father paid, for the insurer"
POST_WORDS = "a letter came: what do you keep about me"


class Rights:
    """A clerk at desk A files; a supervisor and the privacy officer decide at desk B."""

    def __init__(self, stage: WindowWork) -> None:
        self.stage = stage
        self.filing = Filing(stage)
        self.registered: list[int] = []
        self.deleted: list[int] = []
        self.figures: dict[str, Any] = {}

    def play(self) -> dict[str, Any]:
        """Play it; returns figures from central's own rows and from files."""
        self.stage.both()
        copy, refused, kin = self._file_three()
        self._letter_by_post()
        self._make_copy(copy)
        self._refuse(refused)
        self._decide_kin(kin)
        self._answer((copy, "copy-answer"), (refused, "refusal"), (kin, "kin-answer"))
        self._delete_with_one_desk_away()
        self._sixteen_days_later()
        self.figures["counter"] = self.filing.counted
        for kind, one in self.filing.counted.items():
            self.stage.notes.append(
                f"counter, {kind}: {one['seconds']:.0f} s by the keystroke-level model, {one}"
            )
        return self.figures

    def _registered(self, where: list[int], department: str) -> MadeUpPerson:
        where.append(self.stage.met)
        person = self.stage.stranger()
        self.stage.new_patient(person, department)
        return person

    # ------------------------------------------------------------ desk A: filing
    def _file_three(self) -> tuple[str, str, str]:
        person = self._registered(self.registered, "kqk")
        copy = self.filing.file(person, WORDS, picture="request-access", papers=True)
        self.person = person
        person = self._registered(self.registered, "fk")
        refused = self.filing.file(person, REFUSED_WORDS, kind="restrict")
        person = self._registered(self.registered, "yk")
        kin = self.filing.file(
            person, KIN_WORDS, kind="kin", asker_name=KIN_NAME, picture="request-kin", papers=True
        )
        return copy, refused, kin

    def _letter_by_post(self) -> None:
        """Somebody writes: nothing is proved yet, and the clock runs from today."""
        self.filing.file(
            None, POST_WORDS, channel="post", asker_name=KIN_NAME, proofs=False, picture="request-post"
        )

    # ------------------------------------------------------------ desk B: deciding
    def _take(self, desk: Desk, case: str) -> None:
        """Take a request in hand at a desk, as soon as it has come there."""
        stage = self.stage
        stage.rail(desk, "requests")

        def there() -> bool:
            stage.keys(desk, "F5")
            return case in desk.status()["requests"]

        wait_until(there, f"{desk.name}: the request", 60, 0.5)
        stage.tab_to(desk, "requests", key="shift+Tab")
        stage.go_down(desk, "requests_at", desk.status()["requests"].index(case))
        stage.until(desk, "it is open", lambda now: now["requests_open"] == case)

    def _decide(self, desk: Desk, case: str, key: str) -> None:
        stage = self.stage
        stage.keys(desk, key)
        desk.wait("the decision", 60, requests_note="request-decided", requests_busy=False)

        def taken() -> bool:
            stage.keys(desk, "F5")
            now = desk.status()
            return now["requests_open"] == case and now["waiting"] == 0

        wait_until(taken, f"{desk.name}: central took it", 60, 0.5)

    def _until_state(self, desk: Desk, case: str, state: str) -> None:
        def there() -> bool:
            self.stage.keys(desk, "F5")
            now = desk.status()
            return (case, state) in zip(now["requests"], now["requests_states"], strict=True)

        wait_until(there, f"{desk.name}: the request is {state}", 60, 0.5)

    def _make_copy(self, case: str) -> None:
        """Granted, made, opened outside the desk with the passphrase read from the screen, handed over, gone."""
        stage, desk = self.stage, self.stage.desk_b
        self._take(desk, case)
        stage.picture(desk, "access-to-decide")
        self._decide(desk, case, "ctrl+y")
        self._until_state(desk, case, "decided")
        stage.keys(desk, "ctrl+m")
        desk.wait("the copy", 90, copy_note="copy-ready", copy_busy=False)
        stage.picture(desk, "copy-ready")
        (file,) = (desk.home / "copies").glob("*.zip")
        raw, passphrase = file.read_bytes(), str(desk.status()["copy_read_aloud"])
        inside = {name.rpartition(".")[2]: opened(raw, name, passphrase) for name in names(raw)}
        for ending, content in inside.items():
            (stage.folder / f"copy.{ending}").write_bytes(content)
        stage.keys(desk, "ctrl+g")
        desk.wait("it is handed over", 60, copy_note="copy-given", copy_busy=False)
        said = json.loads(inside["json"])
        self.figures |= {
            "copy_files": len(inside),
            "copy_is_pdf": inside["pdf"].startswith(b"%PDF"),
            "copy_is_about_the_asker": said["person"]["document_number"] == self.person.number,
            "copy_bookings": len(said["bookings"]),
            "copy_sealed": self.person.number.encode() not in raw,
            "copy_gone_from_the_desk": not file.exists(),
        }

    def _refuse(self, case: str) -> None:
        stage, desk = self.stage, self.stage.desk_b
        self._take(desk, case)
        stage.tab_to(desk, "request-ground")
        while desk.status()["requests_ground"] != "very-impractical":
            here = desk.status()["requests_ground"]
            stage.screen.keys("Down")
            stage.until(desk, "another ground", lambda now, here=here: now["requests_ground"] != here)  # type: ignore[misc]
        stage.tab_to(desk, "request-reason")
        stage.screen.text(REASON)
        stage.picture(desk, "refusal-to-sign")
        self._decide(desk, case, "ctrl+r")
        self._until_state(desk, case, "decided")

    def _decide_kin(self, case: str) -> None:
        """Two people decide a next of kin's request, and name the part that may be told."""
        stage, desk = self.stage, self.stage.desk_b
        self._tell_fees(case)
        stage.picture(desk, "kin-first-decision")
        self._decide(desk, case, "ctrl+y")
        self._until_state(desk, case, "reviewed")
        stage.close(desk)
        stage.open(desk)
        stage.sign_in(desk, Role.PRIVACY_OFFICER)
        self._tell_fees(case)
        stage.picture(desk, "kin-second-decision")
        self._decide(desk, case, "ctrl+y")
        self._until_state(desk, case, "decided")
        stage.close(desk)
        stage.open(desk)
        stage.sign_in(desk, Role.SUPERVISOR)

    def _tell_fees(self, case: str) -> None:
        stage, desk = self.stage, self.stage.desk_b
        self._take(desk, case)
        stage.tab_to(desk, "part-fees")
        stage.screen.keys("space")

    def _answer(self, *cases: tuple[str, str]) -> None:
        """The clerk hands out each answer as a letter."""
        stage, desk = self.stage, self.stage.desk_a
        for case, name in cases:
            self._take(desk, case)
            self._until_state(desk, case, "decided")
            stage.until(desk, "the decision is here", lambda now: now["requests_decided"])
            stage.keys(desk, "ctrl+p")
            desk.wait("the letter", 60, requests_note="request-answered", requests_busy=False)
            stage.picture(desk, f"{name}-printed")
            letters = desk.home / "letters"
            (letter,) = [file for file in letters.glob(f"{case}-*.pdf") if not file.stem.endswith("receipt")]
            shutil.copy(letter, stage.folder / f"{name}.pdf")
        desk.wait("everything is at central", 60, waiting=0)
        stage.empty_form()

    # ------------------------------------------------------------ both: a deletion, one desk away
    def _delete_with_one_desk_away(self) -> None:
        stage, desk_a, desk_b = self.stage, self.stage.desk_a, self.stage.desk_b
        person = self._registered(self.deleted, "ek")
        cases = self._file_deletion(person)
        desk_b.wait("the case arrived", 60, cases=cases + 1)
        stage.cable.pull()
        desk_a.wait("desk A is off line", 90, online=False)
        stage.rail(desk_b, "approvals")
        stage.until(desk_b, "the deletion to approve", lambda now: "deletion" in now["approvals_asks"])
        stage.go_down(desk_b, "approvals_at", desk_b.status()["approvals_asks"].index("deletion"))
        stage.picture(desk_b, "deletion-to-approve-alone")
        stage.keys(desk_b, "a")
        stage.rail(desk_b, "rights")
        stage.until(desk_b, "one desk is missing", lambda now: 1 in now["cases_pending"], 90)
        stage.picture(desk_b, "deletion-waits-for-a-desk")
        stage.picture(desk_a, "deletion-desk-away")
        away = stage.central.figures()["deletions"][-1]
        stage.cable.plug_in()
        desk_a.wait("desk A is back", 90, online=True)
        stage.until(desk_b, "every desk confirmed", lambda now: set(now["cases_states"]) <= CONFIRMED, 90)
        stage.picture(desk_b, "deletion-confirmed-by-all")
        desk_a.wait("gone at desk A", 60, cases_done=cases + 1)
        # the deleted person was in hand: nothing of them comes back, not even by Ctrl+Z
        desk_a.wait("nobody is in hand", identity="empty", parked=0)
        self._certify()
        stage.empty_form()
        stage.reader.place(person)
        stage.screen.keys("F2")
        desk_a.wait("nobody knows the card", identity="ok", busy=False)
        stage.picture(desk_a, "deletion-card-is-new")
        stage.empty_form()
        done = stage.central.figures()["deletions"][-1]
        self.figures |= {
            "deletion_waited_for": away["waiting"],
            "deletion_confirmed_by": done["confirmed"],
            "deletion_state": done["state"],
            "certificates": len(list((desk_a.home / "letters").glob("*-certificate.pdf"))),
        }

    def _file_deletion(self, person: MadeUpPerson) -> int:
        """File a deletion at desk A, counted from the card to the receipt; returns how many cases there were before."""
        stage, desk = self.stage, self.stage.desk_a
        receipts, counter = set((desk.home / "letters").glob("*-receipt.pdf")), Counter(stage.screen)
        counter.card()
        with counter.waiting():
            stage.known(person)
        counter.think()
        with counter.waiting():
            stage.rail(desk, "rights")
        counter.think()
        stage.screen.keys("1", "ctrl+n")
        with counter.waiting():
            desk.wait("the confirm page", deletion="confirming")
        cases = len(desk.status()["cases_states"])
        stage.screen.keys("alt+p")
        counter.signed()
        desk.wait("it is signed on paper", deletion_signed="paper")
        counter.think()
        stage.screen.keys("ctrl+n")
        with counter.waiting():
            desk.wait("it is filed", 60, cases=cases + 1)
            wait_until(lambda: set((desk.home / "letters").glob("*-receipt.pdf")) - receipts, "its receipt")
        self.filing.counted["delete"] = counter.acts().figures()
        return cases

    def _certify(self) -> None:
        """The clerk prints the certificate of the deletion that every desk has confirmed."""
        stage, desk = self.stage, self.stage.desk_a
        stage.rail(desk, "rights")
        stage.until(desk, "every desk confirmed", lambda now: set(now["cases_states"]) <= CONFIRMED, 90)
        stage.tab_to(desk, "cases", key="shift+Tab")
        stage.go_down(desk, "cases_at", len(desk.status()["cases_states"]) - 1)
        desk.wait("it can be certified", certifiable=True)
        stage.screen.keys("ctrl+p")
        desk.wait("the certificate", 60, deletion_note="certificate-printed", deletion_busy=False)
        stage.picture(desk, "deletion-certified")
        (paper,) = (desk.home / "letters").glob("*-certificate.pdf")
        shutil.copy(paper, stage.folder / "deletion-certificate.pdf")

    # ------------------------------------------------------------ the clock
    def _sixteen_days_later(self) -> None:
        """Time goes by for central and both desks, as the demonstration may; the letter by post was never answered."""
        stage, desk = self.stage, self.stage.desk_b
        for one in (stage.desk_a, stage.desk_b):
            stage.close(one)
        days = ANSWER_DAYS + 1
        stage.central.days_later(days)
        stage.open(desk, "--demo-days-later", str(days))
        stage.sign_in(desk, Role.SUPERVISOR, board=False)
        stage.rail(desk, "requests")
        stage.until(desk, "the overdue request", lambda now: now["requests_late"])
        stage.screen.keys("ctrl+o")
        stage.until(desk, "only what is late", lambda now: len(now["requests"]) == now["requests_late"])
        stage.picture(desk, "overdue")
        stage.close(desk)
        today, later = (self._requests_on(ahead) for ahead in (0, days))
        self.figures |= {
            "requests_answered": sum(one["state"] == "answered" for one in later),
            "requests_refused": sum(one["outcome"] == "refused" for one in later),
            "kin_answered": sum(one["kind"] == "kin" and one["state"] == "answered" for one in later),
            "overdue_today": sum(one["overdue"] for one in today),
            "overdue_later": sum(one["overdue"] for one in later),
            "letters": len(list((stage.desk_a.home / "letters").glob("*.pdf"))),
        }

    def _requests_on(self, days_ahead: int) -> list[dict[str, Any]]:
        """Return central's requests as they stand on a day from today on."""
        day = clinic_day(SystemClock(timedelta(days=days_ahead)).now())
        rows = self.stage.central.figures(day)["requests"]
        assert isinstance(rows, list)
        return rows


def rights_hold(figures: dict[str, Any]) -> bool:
    """Return whether every case ended as it must."""
    return bool(
        figures["copy_files"] == 2
        and figures["copy_is_pdf"]
        and figures["copy_is_about_the_asker"]
        and figures["copy_sealed"]
        and figures["copy_gone_from_the_desk"]
        and figures["requests_refused"] == 1
        and figures["kin_answered"] == 1
        and figures["deletion_state"] in CONFIRMED
        and figures["certificates"] == 1
        and len(figures["deletion_waited_for"]) == 1
        and len(figures["deletion_confirmed_by"]) == 2
        and figures["overdue_today"] == 0
        and figures["overdue_later"] == 1
        and set(figures["counter"]) == FILED
        and in_time(figures["counter"])
    )
