"""What is printed, as data that an operator can edit: blocks with named places, checked when read (G58).

A template is JSON (see resources/print). Places are `{name}` and nothing else: no formats, no attributes, no code; a
name that the kind does not have, an unknown block, or a missing must-have refuses the whole template. A block whose
places are all empty is left out. What marks a copy stands on every sheet, whether the template names it or not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from desktop.domain.errors import KnownError

Values = Mapping[str, str]
LONGEST_TEMPLATE = 64 * 1024
MOST_BLOCKS = 80
LEAST_SIZE, MOST_SIZE = 12, 120
_PLACE = re.compile(r"\{([a-z_]*)\}")
_BRACES = re.compile(r"[{}]")
# a bar code or QR holds one of the values made for it and nothing that could not be drawn as one
_CODED = re.compile(r"\{(qr|booking_code|code)\}")


class TemplateError(KnownError):
    """A template cannot be used; facts: `kind`, `block` (its number, 0 for the whole), `cause`.

    Where one can be named, `place` is what stands between the braces, `line` the line of the text.
    """

    code = "template-invalid"


class PrintKind(StrEnum):
    """What can be printed; the value is the file's name."""

    SLIP = "slip"
    LABEL = "label"
    RECEIPT = "receipt"
    CALL_SHEET = "call-sheet"
    SETTLEMENT = "settlement"
    NO_SHOW = "no-show"
    OUTAGE = "outage"
    PAPER_SLIP = "paper-slip"


@dataclass(frozen=True, slots=True)
class KindFields:
    """Which places a kind has, in blocks and in the rows of its table, and which must stand somewhere."""

    values: frozenset[str]
    rows: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()


_WHERE = "hospital window staff printed_at copy"
_VISIT = "department doctor title day half_hour number place name document"
FIELDS: dict[PrintKind, KindFields] = {
    PrintKind.SLIP: KindFields(
        frozenset(f"{_WHERE} {_VISIT} fee provisional qr contact".split()),
        needed=frozenset({"number", "provisional", "qr"}),
    ),
    PrintKind.LABEL: KindFields(
        frozenset(f"{_WHERE} {_VISIT} booking_code".split()), needed=frozenset({"booking_code"})
    ),
    PrintKind.RECEIPT: KindFields(
        frozenset(f"{_WHERE} {_VISIT} total paid method reference invoice insurance contact".split()),
        frozenset({"item", "amount"}),
        frozenset({"total", "printed_at"}),
    ),
    PrintKind.CALL_SHEET: KindFields(
        frozenset(f"{_WHERE} department doctor day half_day reason".split()),
        frozenset(["number", "name", "document", "phone", "half_hour", "state", "note"]),
        frozenset({"day"}),
    ),
    PrintKind.SETTLEMENT: KindFields(
        frozenset(f"{_WHERE} shift opened closed expected counted difference explanation second".split()),
        frozenset({"item", "count", "amount"}),
        frozenset({"expected", "counted", "difference"}),
    ),
    PrintKind.NO_SHOW: KindFields(
        frozenset(
            f"{_WHERE} name document counted rolling_days rolling_limit month_limit year_limit penalty_days"
            " month_end uncollected_limit late_limit same_day_limit barred_until rule contact".split()
        ),
        frozenset({"day", "where", "marked", "counts_until"}),
        frozenset({"counted", "penalty_days", "barred_until", "contact"}),
    ),
    PrintKind.OUTAGE: KindFields(
        frozenset(f"{_WHERE} day count".split()),
        frozenset(["half_hour", "number", "name", "document", "where"]),
        frozenset({"day", "printed_at"}),
    ),
    PrintKind.PAPER_SLIP: KindFields(frozenset(f"{_WHERE} code".split()), needed=frozenset({"code"})),
}


class Form(StrEnum):
    """The blocks there are; the value is the key in the JSON."""

    LINE = "line"
    PAIRS = "pairs"
    RULE = "rule"
    SPACE = "space"
    STAMP = "stamp"
    BAND = "band"
    QR = "qr"
    BARCODE = "barcode"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `texts`: the line; or the band and its note; or key and value by turns; or titles and values."""

    form: Form
    texts: tuple[str, ...] = ()
    size: int = 26
    bold: bool = False
    align: str = "center"
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A checked template; `height_mm` 0 lets the paper be as long as it needs."""

    kind: PrintKind
    width_mm: int
    height_mm: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """A template filled in: plain blocks, ready to be drawn; a table has its rows."""

    kind: PrintKind
    width_mm: int
    height_mm: int
    blocks: tuple[Block, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def read_template(raw: bytes, kind: PrintKind) -> Template:
    """Read and check a template; raises TemplateError naming the block."""
    if len(raw) > LONGEST_TEMPLATE:
        raise TemplateError(kind=kind.value, block=0, cause="too-long")
    try:
        whole = json.loads(raw)
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise TemplateError(kind=kind.value, block=0, cause="not-json", line=line) from error
    if not isinstance(whole, dict) or set(whole) - {"kind", "width_mm", "height_mm", "blocks"}:
        raise TemplateError(kind=kind.value, block=0, cause="unknown-key")
    blocks = whole.get("blocks")
    if whole.get("kind") != kind.value or not isinstance(blocks, list) or not 0 < len(blocks) <= MOST_BLOCKS:
        raise TemplateError(kind=kind.value, block=0, cause="kind-or-blocks")
    width, height = whole.get("width_mm"), whole.get("height_mm", 0)
    if not _whole(width, 30, 210) or not (height == 0 or _whole(height, 15, 297)):
        raise TemplateError(kind=kind.value, block=0, cause="size")
    made = tuple(_block(kind, number, block) for number, block in enumerate(blocks, start=1))
    named = {name for block in made for text in block.texts for name in _PLACE.findall(text)}
    if FIELDS[kind].needed - named:
        lacks = min(FIELDS[kind].needed - named)
        raise TemplateError(kind=kind.value, block=0, cause="missing-" + lacks, place=lacks)
    return Template(kind, int(str(width)), int(str(height)), made)


def fill(template: Template, values: Values, rows: Sequence[Values] = ()) -> Sheet:
    """Return the sheet; a place without a value is empty, a block without any value is left out."""
    blocks: list[Block] = []
    table: tuple[tuple[str, ...], ...] = ()
    for block in template.blocks:
        if block.form is Form.TABLE:
            half = len(block.texts) // 2
            table = tuple(tuple(_filled(text, row) for text in block.texts[half:]) for row in rows)
            blocks.append(replace(block, texts=block.texts[:half]))
        elif block.form is Form.PAIRS:
            pairs = [
                (key, _filled(value, values))
                for key, value in zip(block.texts[::2], block.texts[1::2], strict=True)
                if _says(value, values)
            ]
            blocks.append(replace(block, texts=tuple(text for pair in pairs for text in pair)))
        elif not block.texts or _says(block.texts[0], values):
            blocks.append(replace(block, texts=tuple(_filled(text, values) for text in block.texts)))
    marked = any("{copy}" in text for block in template.blocks for text in block.texts)
    if values.get("copy") and not marked:
        blocks.insert(0, Block(Form.STAMP, (values["copy"],)))
    return Sheet(template.kind, template.width_mm, template.height_mm, tuple(blocks), table)


def _filled(text: str, values: Values) -> str:
    return _PLACE.sub(lambda place: values.get(place.group(1), ""), text).strip()


def _says(text: str, values: Values) -> bool:
    names = _PLACE.findall(text)
    return not names or any(values.get(name) for name in names)


def _block(kind: PrintKind, number: int, block: Any) -> Block:
    def refuse(cause: str, **more: str) -> TemplateError:
        return TemplateError(kind=kind.value, block=number, cause=cause, **more)

    if not isinstance(block, dict):
        raise refuse("not-a-block")
    forms = [form for form in Form if form.value in block]
    if len(forms) != 1:
        raise refuse("unknown-block")
    form, content = forms[0], block[forms[0].value]
    if set(block) - {form.value, *_OPTIONS.get(form, ())}:
        raise refuse("unknown-option")
    texts, widths = _content(form, content, block)
    if texts is None or not all(isinstance(text, str) and len(text) <= 300 for text in texts):
        raise refuse("content")
    stray = _stray_place(FIELDS[kind], form, texts)
    if stray is not None:
        raise refuse("unknown-place", place=stray)
    _check_code(form, texts, refuse)
    size, align = block.get("size", 26), block.get("align", "center")
    if not _whole(size, LEAST_SIZE, MOST_SIZE) or align not in ("left", "center", "right"):
        raise refuse("option")
    return Block(form, tuple(texts), int(size), block.get("bold", False) is True, align, widths)


def _check_code(form: Form, texts: list[Any], refuse: Callable[[str], TemplateError]) -> None:
    """Refuse in a code what could not be drawn as one."""
    if form in (Form.QR, Form.BARCODE) and not _CODED.fullmatch(texts[0]):
        raise refuse("code-content")


def _stray_place(fields: KindFields, form: Form, texts: list[Any]) -> str | None:
    """Return the first place that is none of the kind's, a brace that stands alone, or None.

    A table's values have the places of its rows, its titles none.
    """
    half = len(texts) // 2 if form is Form.TABLE else len(texts)
    for at, text in enumerate(texts):
        in_head = frozenset[str]() if form is Form.TABLE else fields.values
        allowed = fields.rows if at >= half else in_head
        strays = [name for name in _PLACE.findall(text) if name not in allowed]
        strays += _BRACES.findall(_PLACE.sub("", text))
        if strays:
            return str(strays[0])
    return None


_OPTIONS: dict[Form, tuple[str, ...]] = {
    Form.LINE: ("size", "bold", "align"),
    Form.PAIRS: ("size", "bold"),
    Form.SPACE: (),
    Form.BAND: ("note",),
    Form.BARCODE: ("size",),
    Form.TABLE: ("size",),
}
Content = tuple[list[Any] | None, tuple[int, ...]]


def _content(form: Form, content: Any, block: dict[str, Any]) -> Content:
    if form in (Form.RULE, Form.SPACE):
        return [], ()
    if form is Form.PAIRS:
        rows = content if isinstance(content, list) else []
        if not rows or not all(isinstance(row, list) and len(row) == 2 for row in rows):
            return None, ()
        return [text for row in rows for text in row], ()
    if form is Form.TABLE:
        return _columns(content)
    if form is Form.BAND:
        return [content, block.get("note", "")], ()
    return [content], ()


def _columns(content: Any) -> Content:
    columns = content if isinstance(content, list) else []
    if not 0 < len(columns) <= 8 or not all(isinstance(c, list) and len(c) == 3 for c in columns):
        return None, ()
    if not all(_whole(width, 1, 100) for _, _, width in columns):
        return None, ()
    titles, values = [title for title, _, _ in columns], [value for _, value, _ in columns]
    return titles + values, tuple(width for _, _, width in columns)


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
