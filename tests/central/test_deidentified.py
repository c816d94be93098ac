"""The de-identified export at central: only when registered, its exception noted, nobody in it (P13, P41)."""

from __future__ import annotations

import csv
import io
import json

import pytest

from central.services.deidentified import as_csv, export
from central.store.tables_registers import exports_made
from desktop.domain.deidentified import LEAST, Exemption, ExportNotRegisteredError
from desktop.domain.registers import DEIDENTIFIED, RegisterKind
from tests.central.people import record
from tests.central.test_registers import ASSESSMENT, Officer
from tests.fakes.central_world import TODAY, World


@pytest.mark.rows("P13", "P41")
def test_figures_leave_only_when_the_officer_registered_them_and_no_number_or_id_is_in_them(
    world: World,
) -> None:
    officer = Officer(world)
    world.add_session("s-1")
    desk = officer.desk
    people = [record(serial) for serial in range(LEAST)]
    patients = [desk.register(one) for one in people]
    desk.exchange()
    for at, patient in enumerate(patients):
        desk.claim(patient, "s-1", at % 2)
        desk.exchange()
    with pytest.raises(ExportNotRegisteredError):
        export(world.parts, TODAY, TODAY, Exemption.RESEARCH)
    about = {**ASSESSMENT, "about": "export", "name": DEIDENTIFIED}
    values = {
        "name": DEIDENTIFIED, "why": "科研", "from": "2026-01-01", "until": "2030-01-01", "assessment": "PIA-1",
    }  # fmt: skip
    answers = officer.answers(
        officer.put("a-1", RegisterKind.ASSESSMENT, about), officer.put("x-1", RegisterKind.EXPORT, values)
    )
    assert answers == ["", ""]
    content = export(world.parts, TODAY, TODAY, Exemption.RESEARCH)
    told = json.loads(content)
    assert told["exemption"] == "research"
    assert all(cell["count"] >= LEAST for cell in told["cells"])
    for person, patient in zip(people, patients, strict=True):
        assert not any(
            part and part.encode() in content
            for part in (person.document_number, person.name, person.birth, patient)
        )
    (noted,) = world.rows(exports_made)
    assert (noted["exemption"], noted["cells"]) == ("research", len(told["cells"]))
    assert sum(cell["count"] for cell in told["cells"]) + int(str(noted["left_out"])) == LEAST
    lines = export(world.parts, TODAY, TODAY, Exemption.RESEARCH, as_csv).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(lines)))
    assert [{**row, "count": int(row["count"])} for row in rows] == [
        {"exemption": "research", **cell} for cell in told["cells"]
    ]
    assert rows
