"""Filing requests at desk A by keys: who asks what, each proof as the program wants it, signed, with its receipt."""

from __future__ import annotations

import struct
import zlib

from desktop.domain.made_up import MadeUpPerson
from tour.window_work import WindowWork

# the chip was read, and a second document stands for a code
PASSED_OVER = ("proof-document-seen", "proof-code-on-file")
TYPED = ("proof-subject-document",)


class Filing:
    """One request after the other."""

    def __init__(self, stage: WindowWork) -> None:
        self.stage, self.desk = stage, stage.desk_a

    def file(
        self, person: MadeUpPerson | None, words: str, *, kind: str = "access", channel: str = "window",
        asker_name: str = "", proofs: bool = True, picture: str = "", papers: bool = False,
    ) -> str:  # fmt: skip
        """File a request with its proofs and return the case; its receipt is printed."""
        stage, desk = self.stage, self.desk
        if person is not None:
            stage.known(person)
        stage.rail(desk, "requests")
        desk.wait("who asks", requests_subject=person is not None, focus="request-kind")
        before = set(desk.status()["requests"])
        self._choose("request-kind", "requests_kind", kind)
        self._choose("request-channel", "requests_channel", channel)
        if asker_name:
            stage.tab_to(desk, "request-asker_name")
            stage.screen.text(asker_name)
        stage.tab_to(desk, "request-words")
        stage.screen.text(words)
        if proofs and person is not None:
            self._prove(person)
        if channel == "window":
            stage.keys(desk, "alt+p")
            desk.wait("it is signed on paper", requests_signed="paper")
        if picture:
            stage.picture(desk, picture)
        stage.screen.keys("ctrl+n")
        desk.wait("it is filed", 60, requests_note="request-filed", requests_busy=False)
        (case,) = stage.until(desk, "the new line", lambda now: set(now["requests"]) - before)
        if papers:
            stage.until(desk, "it is in hand", lambda now: now["requests_open"] == case)
            self._papers()
        desk.wait("it is at central", 60, waiting=0)
        if person is not None:
            stage.empty_form()
        return str(case)

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
            if proof in TYPED:
                stage.screen.text(person.number)
                stage.screen.keys("Return")
            else:
                stage.screen.keys("space")
            stage.until(desk, "it is ticked", lambda now, left=left: now["requests_unticked"] < left)  # type: ignore[misc]

    def _papers(self) -> None:
        """What others wrote comes with its scan, each under its name; then the proof is complete."""
        stage, desk = self.stage, self.desk
        stage.until(desk, "papers are asked for", lambda now: now["papers_wanted"])
        scan = desk.home / "scan.png"
        scan.write_bytes(blank_scan())
        while wanted := desk.status()["papers_wanted"]:
            stage.tab_to(desk, "file-path", most=80)
            stage.screen.text(str(scan))
            stage.keys(desk, "alt+f")
            stage.until(desk, "it is attached", lambda now, was=wanted: now["papers_wanted"] != was)  # type: ignore[misc]
        stage.picture(desk, "kin-papers")
        stage.keys(desk, "ctrl+e")
        desk.wait("the proof is complete", 60, requests_note="request-verified", requests_busy=False)

    def _choose(self, box: str, key: str, wanted: str) -> None:
        """Go to a drop-down and down its list to a choice."""
        stage, desk = self.stage, self.desk
        if desk.status()[key] == wanted:
            return
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
