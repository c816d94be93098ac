"""Templates are data with safe places, checked when read; the built-in ones hold in both languages (G58)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.print_templates import FIELDS, Form, PrintKind, TemplateError, fill, read_template

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "print"


def made(*blocks: Any, kind: PrintKind = PrintKind.LABEL, **changes: Any) -> bytes:
    needed = [{"line": "{" + name + "}"} for name in sorted(FIELDS[kind].needed)]
    whole = {"kind": kind.value, "width_mm": 50, "height_mm": 30, "blocks": [*needed, *blocks], **changes}
    return json.dumps(whole).encode()


@pytest.mark.rows("G58")
@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", PrintKind)
def test_every_built_in_template_holds(kind: PrintKind, language: str) -> None:
    template = read_template((FOLDER / f"{kind.value}.{language}.json").read_bytes(), kind)
    values = {name: f"<{name}>" for name in FIELDS[kind].values}
    sheet = fill(template, values, [dict.fromkeys(FIELDS[kind].rows, "x")] * 2)
    shown = " ".join(text for block in sheet.blocks for text in block.texts)
    assert "{" not in shown
    assert "<copy>" in shown
    assert all(f"<{name}>" in shown for name in FIELDS[kind].needed)


@pytest.mark.rows("G58", "P17")
@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        (made({"line": "{identity_number}"}), "unknown-place"),
        (made({"line": "{name.__class__}"}), "unknown-place"),
        (made({"line": "{name!r}"}), "unknown-place"),
        (made({"line": "{name:>99999999}"}), "unknown-place"),
        (made({"line": "{{name}}"}), "unknown-place"),
        (made({"line": "{"}), "unknown-place"),
        (made({"script": "x"}), "unknown-block"),
        (made({"line": "a", "qr": "b"}), "unknown-block"),
        (made({"line": "a", "colour": "red"}), "unknown-option"),
        (made({"line": "a", "size": 5000}), "option"),
        (made({"line": 5}), "content"),
        (made({"pairs": [["one"]]}), "content"),
        (made({"table": [["t", "{name}", 10]]}), "unknown-place"),
        (made("text"), "not-a-block"),
        (made(width_mm=5000), "size"),
        (made(kind=PrintKind.SLIP), "kind-or-blocks"),
        (made(blocks=[]), "kind-or-blocks"),
        (made(blocks=[{"line": "no code here"}]), "missing-booking_code"),
        (made(macro="x"), "unknown-key"),
        (b"{", "not-json"),
        (b"x" * 70_000, "too-long"),
    ],
)
def test_a_template_that_does_not_fit_is_refused_and_says_why(raw: bytes, cause: str) -> None:
    with pytest.raises(TemplateError) as raised:
        read_template(raw, PrintKind.LABEL)
    assert raised.value.facts["cause"] == cause


@pytest.mark.rows("G61")
def test_a_copy_is_marked_even_by_a_template_that_forgot_it() -> None:
    template = read_template(made(), PrintKind.LABEL)
    first, copy = (fill(template, {"booking_code": "A", "copy": mark}) for mark in ("", "补打 1"))
    assert [block.form for block in first.blocks] == [Form.LINE]
    assert (copy.blocks[0].form, copy.blocks[0].texts) == (Form.STAMP, ("补打 1",))


@pytest.mark.rows("G58")
def test_what_has_no_value_is_left_out() -> None:
    blocks = (
        {"pairs": [["姓名", "{name}"], ["日期", "{day}"], ["印", "{copy}"]]},
        {"line": "楼 {place}"},
        {"rule": True},
    )
    sheet = fill(read_template(made(*blocks), PrintKind.LABEL), {"booking_code": "A", "name": "张**"})
    assert [(block.form, block.texts) for block in sheet.blocks] == [
        (Form.LINE, ("A",)), (Form.PAIRS, ("姓名", "张**")), (Form.RULE, ()),
    ]  # fmt: skip


@pytest.mark.rows("G58")
@given(st.dictionaries(st.sampled_from(sorted(FIELDS[PrintKind.LABEL].values)), st.text(max_size=30)))
def test_a_value_with_braces_is_text_and_never_a_place(values: dict[str, str]) -> None:
    values = {**values, "booking_code": "{name}"}
    sheet = fill(read_template(made(), PrintKind.LABEL), values)
    assert sheet.blocks[-1].texts == ("{name}",)
