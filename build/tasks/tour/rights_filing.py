"""Filing requests at desk A by keys: who asks what, each proof as the program wants it, signed, with its receipt."""

from __future__ import annotations

import struct
import zlib

from desktop.domain.made_up import MadeUpPerson
from tour.counter import Counter
from tour.window_work import WindowWork

# the chip was read, and a second document's scan stands for a code
PASSED_OVER = ("proof-document-seen", "proof-code-on-file")
SECOND = "second-document"
TYPED = ("proof-subject-document",)


class Filing:
    """One request after the other; `counted` is what each kind took at the counter, by kind."""

    def __init__(self, stage: WindowWork) -> None:
        self.stage, self.desk = stage, stage.desk_a
        self.counted: dict[str, dict[str, float]] = {}
        self._counter = Counter(stage.screen)

    def file(
        self, person: MadeUpPerson | None, words: str, *, kind: str = "access", channel: str = "window",
        asker_name: str = "", proofs: bool = True, picture: str = "", papers: bool = False,
    ) -> str:  # fmt: skip
        """File a request with its proofs and return the case; its receipt is printed."""
        stage, desk = self.stage, self.desk
        counter = self._counter = Counter(stage.screen)
        before = self._begin(person)
        self._choose("request-kind", "requests_kind", kind)
        self._choose("request-channel", "requests_channel", channel)
        self._write("request-asker_name", asker_name)
        self._write("request-words", words)
        if proofs and person is not None:
            self._prove(person)
        if channel == "window":
            stage.keys(desk, "alt+p")
            counter.signed()
            desk.wait("it is signed on paper", requests_signed="paper")
        if picture:
            stage.picture(desk, picture)
        counter.think()
        stage.screen.keys("ctrl+n")
        with counter.waiting():
            desk.wait(
                "it is filed and its receipt printed", 60, requests_note="request-filed", requests_busy=False
            )
        if person is not None:
            self.counted[kind] = counter.acts().figures()
        (case,) = stage.until(desk, "the new line", lambda now: set(now["requests"]) - before)
        if papers:
            stage.until(desk, "it is in hand", lambda now: now["requests_open"] == case)
            self._papers(picture or "")
        desk.wait("it is at central", 60, waiting=0)
        if person is not None:
            stage.empty_form()
        return str(case)

    def _begin(self, person: MadeUpPerson | None) -> set[str]:
        """Read the card of who asks, open the workbench; return the cases that stand there."""
        stage, desk, counter = self.stage, self.desk, self._counter
        if person is not None:
            counter.card()
            with counter.waiting():
                stage.known(person)
        counter.think()
        with counter.waiting():
            stage.rail(desk, "requests")
            desk.wait("who asks", requests_subject=person is not None, focus="request-kind")
        return set(desk.status()["requests"])

    def _write(self, field: str, said: str) -> None:
        """Type into a field, where there is something to say."""
        if said:
            self._counter.think()
            self.stage.tab_to(self.desk, field)
            self.stage.screen.text(said)

    def _prove(self, person: MadeUpPerson) -> None:
        """Go through the proofs: tick, or type the number of the document that is seen."""
        stage, desk = self.stage, self.desk
        while left := desk.status()["requests_unticked"]:
            here = desk.status()["focus"]
            stage.screen.keys("Tab")
            proof = stage.until(
                desk, "a proof", lambda now, here=here: now["focus"] != here and str(now["focus"])
            )  # type: ignore[misc]
            assert proof.startswith("proof-"), proof
            if proof in PASSED_OVER:
                continue
            self._counter.think()
            if proof in TYPED:
                stage.screen.text(person.number)
                stage.screen.keys("Return")
            else:
                stage.screen.keys("space")
            stage.until(desk, "it is ticked", lambda now, left=left: now["requests_unticked"] < left)  # type: ignore[misc]

    def _papers(self, name: str) -> None:
        """Papers come with their scans, each under its name, a second document with its kind; the proof is complete."""
        stage, desk = self.stage, self.desk
        stage.until(desk, "papers are asked for", lambda now: now["papers_wanted"])
        scan = desk.home / "scan.png"
        scan.write_bytes(blank_scan())
        while wanted := desk.status()["papers_wanted"]:
            if desk.status()["paper_next"] == SECOND:
                stage.tab_to(desk, "file-document", most=80)
                while desk.status()["paper_document"] != "passport":
                    here = desk.status()["paper_document"]
                    stage.screen.keys("Down")
                    stage.until(desk, "another kind", lambda now, here=here: now["paper_document"] != here)  # type: ignore[misc]
            stage.tab_to(desk, "file-path", most=80)
            stage.screen.text(str(scan))
            stage.keys(desk, "alt+f")
            stage.until(desk, "it is attached", lambda now, was=wanted: now["papers_wanted"] != was)  # type: ignore[misc]
        stage.picture(desk, f"{name}-papers")
        stage.keys(desk, "ctrl+e")
        desk.wait("the proof is complete", 60, requests_note="request-verified", requests_busy=False)

    def _choose(self, box: str, key: str, wanted: str) -> None:
        """Go to a drop-down and down its list to a choice."""
        stage, desk = self.stage, self.desk
        if desk.status()[key] == wanted:
            return
        self._counter.think()
        stage.tab_to(desk, box)
        while (here := desk.status()[key]) != wanted:
            stage.screen.keys("Down")
            stage.until(desk, "another choice", lambda now, here=here: now[key] != here)  # type: ignore[misc]


def blank_scan() -> bytes:
    """Return a real picture of a blank sheet, as a scanner makes them (PNG, 8 by 8, grey)."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress((b"\x00" + b"\xff" * 8) * 8)
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
