"""Every code that presenters, services or central can show has a sentence, and every sentence its facts."""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import desktop
from desktop.domain.blocks import BlockReason
from desktop.domain.bookings import BookingState
from desktop.domain.documents import DocumentType, Sex
from desktop.domain.errors import KnownError
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.operations import OperationKind
from desktop.domain.paper_templates import NAMES, places_of
from desktop.domain.people import EvidenceLevel
from desktop.domain.queue_entry import PriorityClass
from desktop.domain.queueing import QueueStep
from desktop.domain.requests import Channel, RequestKind
from desktop.domain.reveals import RevealReason
from desktop.domain.rights import CaseState
from desktop.domain.site_fields import FIELDS
from desktop.domain.twice import WAYS
from desktop.domain.verification import NameCheck
from desktop.ports.ticket_printer import PrinterState
from desktop.presenters.approvals import Outcome
from desktop.presenters.identity_form import EMERGENCY_REASONS
from desktop.presenters.notes import Note, NoteKind
from desktop.presenters.patient_says import WRONG_CODE
from desktop.presenters.phone_block import DECLINED, OFFLINE, REASONS, UNDER_AGE
from desktop.presenters.registration_state import ConsentStep, Step
from desktop.presenters.rights import Ground
from desktop.ui.pages.request_form import ELSEWHERE
from desktop.ui.texts import say

ROOT = Path(__file__).resolve().parents[3]
CODE = re.compile(r"^[a-z]+(-[a-z0-9]+)+$")
# families of codes that are put together: the part that stands in the source -> the whole codes
FAMILIES = {
    "alert-": (
        *(f"alert-blocked-{reason}" for reason in BlockReason),
        "alert-likely-duplicate",
        "alert-name-mismatch",
        "alert-restricted",
        *(f"alert-emergency-{reason}" for reason in EMERGENCY_REASONS),
    ),
    "basis-": tuple(f"basis-{basis.value}" for basis in LegalBasis),
    "phone-": (f"phone-{OFFLINE}", f"phone-{UNDER_AGE}"),
    "printer-": tuple(f"printer-{state.value}" for state in PrinterState),
    "queue-": tuple(f"queue-{step.value}" for step in QueueStep),
    "settled-": tuple(f"settled-{way.value}" for way in WAYS),
    "decided-": tuple(f"decided-{outcome.value}" for outcome in Outcome),
    "name-check-": tuple(f"name-check-{check.value}" for check in NameCheck),
    "evidence-": tuple(f"evidence-{level.value}" for level in EvidenceLevel),
}
# words of presenters that name fields or ways and are never shown as a sentence
NOT_SHOWN = {
    "patient-asked",
    "guardian-name", "guardian-relation", "guardian-document", "guardian-phone", "patient-screen", "clock-wrong",
    "card-number",
    "contact-name", "contact-relation", "contact-phone", "contact-document",
}  # fmt: skip


@cache
def parsed(folder: str) -> tuple[ast.Module, ...]:
    return tuple(ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / folder).rglob("*.py")))


def trees(*folders: str) -> Iterator[ast.Module]:
    for folder in folders:
        yield from parsed(folder)


def calls(name: str, *folders: str) -> Iterator[ast.Call]:
    for tree in trees(*folders):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if called == name:
                    yield node


def strings(node: ast.AST) -> set[str]:
    """Return the codes that an expression can be; a put-together code stands for its whole family."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=body, orelse=orelse):
            return strings(body) | strings(orelse)
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
            assert prefix in FAMILIES, f"unknown family of codes {prefix}"
            return set(FAMILIES[prefix])
        case ast.BinOp(left=ast.Constant(value=str(prefix)), op=ast.Add()):
            return {prefix}
    return set()


def all_errors() -> set[type[KnownError]]:
    for module in pkgutil.walk_packages(desktop.__path__, "desktop."):
        # the emulator is a pseudo-terminal, which Windows has not
        absent = os.name == "nt" and module.name.endswith("reader_emulator")
        if not module.name.endswith("__main__") and not absent:
            importlib.import_module(module.name)
    found: set[type[KnownError]] = set()
    waiting: list[type[KnownError]] = [KnownError]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += [sub for sub in kind.__subclasses__() if sub.__module__.startswith("desktop.")]
    return found


def test_every_note_of_the_presenters_has_a_sentence() -> None:
    codes = {code for call in calls("note", "desktop/presenters") for code in strings(call.args[1])}
    assert len(codes) > 40
    assert {code for code in codes if not say.has_sentence(code)} == set()


def test_every_hyphened_word_of_the_presenters_is_known_somewhere() -> None:
    known = {code for table in say.TABLES.values() for code in table} | NOT_SHOWN
    words = {
        node.value
        for tree in trees("desktop/presenters")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value)
    }
    assert words - known == set()


def test_every_known_error_has_a_sentence() -> None:
    lacking = {kind.code for kind in all_errors() if not say.has_sentence(kind.code)}
    assert lacking == set()


def test_every_fact_that_a_sentence_fills_in_is_one_its_error_documents() -> None:
    documents = {kind.code: kind.__doc__ or "" for kind in all_errors()}
    derived = {"reason_text", "missing_text", "needed_text"}
    wrong = [
        (code, fact)
        for code, text in say.TABLES["Error"].items()
        for _, fact, _, _ in string.Formatter().parse(text)
        if fact and fact not in derived and f"`{fact}`" not in documents.get(code, "")
    ]
    assert wrong == []


def test_every_finding_of_the_domain_has_a_sentence() -> None:
    codes = {
        code
        for name in ("reject", "warn")
        for call in calls(name, "desktop/domain")
        if call.args
        for code in strings(call.args[0])
    }
    assert len(codes) > 15
    assert {code for code in codes if not say.has_sentence(code)} == set()


def test_every_reason_of_central_has_plain_words() -> None:
    codes = {
        code
        for call in calls("OperationRefusedError", "central")
        if call.args
        for code in strings(call.args[0])
    }
    for keyword in ("reason", "cause"):
        for name in ("CentralRefusedError", "CentralUnreachableError", "CaseVoidError"):
            for call in calls(name, "desktop"):
                codes |= {text for k in call.keywords if k.arg == keyword for text in strings(k.value)}
    assert codes
    assert {code for code in codes if say.reason_text(code) == code} == set()


def test_every_task_of_central_has_a_name() -> None:
    kinds = set()
    for call in calls("open_task", "central"):
        kinds |= strings(call.args[0])
    kinds = (kinds - {"name-"}) | {f"name-{check}" for check in ("mismatch", "no-record")}
    assert kinds <= set(say.TABLES["TaskKind"])


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("Document", [d.value for d in DocumentType]),
        ("Word", [s.value for s in Sex]),
        ("PhoneReason", [*(r for group in REASONS.values() for r in group), OFFLINE, UNDER_AGE, DECLINED]),
        ("EmergencyReason", EMERGENCY_REASONS),
        ("ConsentStep", [step.value for step in ConsentStep]),
        ("RevealReason", [reason.value for reason in RevealReason]),
        ("Evidence", [level.value for level in EvidenceLevel]),
        ("Step", [step.value for step in Step]),
        ("Ground", [ground.value for ground in Ground]),
        ("CaseState", [state.value for state in CaseState]),
        ("Operation", [kind.value for kind in OperationKind]),
        ("VisitState", [state.value for state in BookingState]),
        (
            "Tag",
            [
                *FAMILIES["name-check-"],
                *FAMILIES["evidence-"],
                *FAMILIES["basis-"],
                "phone-verified",
                "has-account",
                "under-age",
            ],
        ),
        ("PriorityClass", [kind.value for kind in PriorityClass]),
        ("RequestKind", [kind.value for kind in RequestKind]),
        ("RequestMeaning", [kind.value for kind in RequestKind if kind not in ELSEWHERE]),
        ("RequestChannel", [channel.value for channel in Channel]),
        ("PaperName", list(NAMES)),
        ("PaperPlace", [place for name in NAMES for place in places_of(name)]),
        ("OutboxState", ["waiting", "accepted", "refused"]),
    ],
)
def test_every_code_of_a_table_has_a_word(table: str, codes: list[str]) -> None:
    assert set(codes) <= set(say.TABLES[table])


def test_what_is_missing_before_f9_has_a_word() -> None:
    tree = ast.parse((ROOT / "desktop/presenters/order_block.py").read_text("utf-8"))
    function = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "missing")
    codes = {WRONG_CODE}  # what the patient says on the second screen (presenters/patient_says)
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            codes |= strings(node.args[0])
    codes |= {name.replace("_", "-") for name in FIELDS} | {WRONG_CODE}
    assert codes == set(say.TABLES["Missing"])


def test_facts_are_filled_in_and_a_missing_one_breaks_nothing() -> None:
    note = Note(NoteKind.ERROR, "code-wrong", (("left", 4),))
    assert "4" in say.note_text(note)
    assert "--" in say.sentence("code-wrong")
    refused = Note(NoteKind.ERROR, "central-refused", (("reason", "person-gone"),))
    assert say.REASONS["person-gone"] in say.note_text(refused)
    assert say.note_text(Note()) == ""


def test_no_sentence_ends_in_a_full_stop_or_raises_its_voice() -> None:
    texts = [text for table in say.TABLES.values() for text in table.values()]
    assert [text for text in texts if text[-1] in "。！!." or "您" in text or "登陆" in text] == []


def test_money_is_shown_with_cents_and_thousands() -> None:
    assert say.money(5000) == "¥50.00"
    assert say.money(123456789) == "¥1,234,567.89"
    assert say.money(None) == "--"
    assert say.short_money(1250) == "¥12.50"
    assert say.short_money(5000) == "¥50"
