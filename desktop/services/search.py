"""The search overlay: masked rows, one trace per overlay, exact look-ups at central (DECISIONS 4, G1, G2, N2)."""

from __future__ import annotations

import unicodedata
from datetime import date

from desktop.domain.audit import AuditAct
from desktop.domain.documents import DocumentType, Sex, age_on
from desktop.domain.ids import PatientId
from desktop.domain.masking import Surface, mask_name, mask_number, mask_phone
from desktop.domain.staff import Action
from desktop.ports.central import Directory, FoundPerson
from desktop.ports.store import SearchRow
from desktop.services.desk import Desk
from desktop.services.drafts import Hit

MOST_ROWS = 20
RECENT_ROWS = 8
LEAST_TEXT = 2


class SearchService:
    """Finds people this desk holds; everybody else only exactly, at central."""

    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk = desk
        self._directory = directory
        self._shown: dict[str, int] = {}

    def begin(self) -> str:
        """Open an overlay: one audit row, committed before the first answer, without what is typed."""
        self._desk.require(Action.SEARCH)
        overlay = self._desk.new_id()
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.SEARCH_OPENED, object_id=overlay)
        self._shown = {overlay: 0}
        return overlay

    def find(self, overlay: str, text: str) -> tuple[Hit, ...]:
        """Return at most 20 masked people for two characters or more; nothing before `begin`."""
        if overlay not in self._shown or self._desk.reading_closed or len(text.strip()) < LEAST_TEXT:
            return ()
        with self._desk.store.read() as tx:
            rows = tx.patients.search(text.strip(), MOST_ROWS)
        if not self._count(overlay, len(rows)):
            return ()
        return self._hits(rows, _plain(text))

    def find_at_central(self, overlay: str, text: str, digits: str = "") -> tuple[tuple[Hit, ...], bool]:
        """Look up exactly at central: document number, full phone, card, or name with four digits."""
        self._desk.require(Action.SEARCH)
        if overlay not in self._shown:
            return (), False
        by = _kind_of(text, digits)
        people, too_many = self._directory.look_up(by, text.strip(), digits=digits)
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.LOOKUP, object_id=overlay, facts={"by": by, "rows": len(people)})
        if not self._count(overlay, len(people)):
            return (), False
        return tuple(self._central_hit(person) for person in people), too_many

    def _count(self, overlay: str, rows: int) -> bool:
        """Count rows that will be shown; False when the overlay was closed while they were looked for."""
        shown = self._shown.get(overlay)
        if shown is None:
            return False
        self._shown[overlay] = shown + rows
        return True

    def bring(self, patient_id: PatientId) -> None:
        """Bring a person found at central into this desk's store for 24 hours."""
        self._directory.fetch(patient_id)

    def end(self, overlay: str, *, opened: bool) -> None:
        """Close an overlay: one audit row with the count of rows shown."""
        count = self._shown.pop(overlay, 0)
        with self._desk.store.write() as tx:
            self._desk.trace(
                tx,
                AuditAct.SEARCH_CLOSED,
                object_id=overlay,
                facts={"rows": count, "opened": int(opened)},
            )

    def recent(self) -> tuple[Hit, ...]:
        """Return the people this desk served last (G16)."""
        with self._desk.store.read() as tx:
            rows = tx.patients.recent(RECENT_ROWS)
        return self._hits(rows)

    def _hits(self, rows: tuple[SearchRow, ...], typed: str = "") -> tuple[Hit, ...]:
        seen: dict[tuple[str, str | None], int] = {}
        for row in rows:
            seen[row.name, row.birth] = seen.get((row.name, row.birth), 0) + 1
        return tuple(self._hit(row, typed, twin=seen[row.name, row.birth] > 1) for row in rows)

    def _hit(self, row: SearchRow, typed: str, *, twin: bool) -> Hit:
        birth = date.fromisoformat(row.birth) if row.birth else None
        number = row.document_number
        kind = DocumentType(row.document_type)
        return Hit(
            patient_id=row.id,
            name=mask_name(row.name, Surface.LIST),
            sex=Sex(row.sex),
            birth=birth,
            age=age_on(birth, self._desk.today()) if birth else None,
            number_masked=mask_number(kind, number, Surface.LIST, birth_visible=True) if number else "--",
            phone_masked=mask_phone(row.phone, Surface.LIST) if row.phone else "--",
            last_seen=row.served_at,
            likely_duplicate=twin,
            exact=bool(typed) and typed in (number, row.phone, row.card_number),
        )

    def _central_hit(self, person: FoundPerson) -> Hit:
        birth = date.fromisoformat(person.birth) if person.birth else None
        return Hit(
            patient_id=person.patient_id,
            name=person.name,
            sex=Sex(person.sex),
            birth=birth,
            age=age_on(birth, self._desk.today()) if birth else None,
            number_masked=person.number,
            phone_masked=person.phone,
            last_seen=None,
            likely_duplicate=False,
            at_central=True,
        )


def _plain(text: str) -> str:
    """Return a typed number as numbers are stored: half width, capitals, no spaces and hyphens."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def _kind_of(text: str, digits: str) -> str:
    plain = text.strip()
    if digits:
        return "name4"
    if len(plain) == 11 and plain.isdigit() and plain.startswith("1"):
        return "phone"
    if plain.isdigit() and len(plain) <= 12:
        return "card"
    return "document"
