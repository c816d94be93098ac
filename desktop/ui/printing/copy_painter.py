"""A person's copy as PDF on A4: embedded fonts, one table a kind of data, the request's number across every page."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.domain.masking import STAR
from desktop.domain.money import format_fee
from desktop.domain.personal_copies import PersonalCopy
from desktop.domain.schedules import CHINA
from desktop.ui.printing.documents import document_on
from desktop.ui.printing.sheet import FAMILIES
from desktop.ui.texts import say
from desktop.ui.texts.roles import role_word

DPI = 144
MARGIN_MM = 18.0
POINTS = 9.5
WATERMARK = QColor(0, 0, 0, 22)
WATERMARK_POINTS = 30
SLANT = -35.0
translate = say.translate


def copy_pdf(copy: PersonalCopy) -> bytes:
    """Return the readable copy; needs a QGuiApplication."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    writer.setTitle(copy.case_id)
    document = document_on(writer, POINTS)
    size = document.pageSize()
    document.setHtml(_html(copy))
    painter = QPainter(writer)
    try:
        for page in range(document.pageCount()):
            if page:
                writer.newPage()
            _watermark(painter, size, copy.case_id)
            painter.save()
            painter.translate(0, -page * size.height())
            document.drawContents(painter, QRectF(0, page * size.height(), size.width(), size.height()))
            painter.restore()
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _watermark(painter: QPainter, size: QSizeF, case_id: str) -> None:
    painter.save()
    painter.setFont(_face())
    painter.setPen(WATERMARK)
    painter.translate(size.width() / 2, size.height() / 2)
    painter.rotate(SLANT)
    words = translate("Copy", "仅供本人 {case}").format(case=case_id[-12:])
    for turn in (-1, 0, 1):
        place = QRectF(-size.width(), turn * size.height() / 3 - 60, 2 * size.width(), 120)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def _face() -> QFont:
    face = QFont()
    face.setFamilies(FAMILIES)
    face.setPointSizeF(WATERMARK_POINTS)
    face.setBold(True)
    return face


def _html(copy: PersonalCopy) -> str:
    heading = html.escape(translate("Copy", "个人信息副本"))
    about = translate("Copy", "{hospital}　请求编号 {case}　制作于 {at}").format(
        hospital=copy.hospital, case=copy.case_id[-12:], at=_when(copy.made_at)
    )
    parts = [f'<h2 align="center">{heading}</h2><p align="center">{html.escape(about)}</p>']
    parts += [_section(title, headings, rows) for title, headings, rows in _tables(copy)]
    for text in (
        translate("Copy", "查看记录截至 {at}；工作人员以岗位和窗口列出。他人信息已遮盖。").format(
            at=_when(copy.trace_until)
        ),
        translate("Copy", "病历的查阅、复制请到病案室办理；本副本只含挂号、收费和账户信息。"),
    ):
        parts.append(f"<p>{html.escape(text)}</p>")
    return "".join(parts)


Table = tuple[str, Sequence[str], list[Sequence[str]]]


def _tables(copy: PersonalCopy) -> Iterable[Table]:
    yield translate("Copy", "本人"), (translate("Copy", "项目"), translate("Copy", "内容")), _person(copy)
    yield (
        translate("Copy", "挂号"),
        (
            translate("Copy", "日期"),
            translate("Copy", "科室"),
            translate("Copy", "医生"),
            translate("Copy", "号"),
            translate("Copy", "状态"),
            translate("Copy", "费用"),
            translate("Copy", "渠道"),
        ),
        [
            (
                b.day,
                b.department,
                b.doctor,
                str(b.number),
                say.word("VisitState", b.state),
                format_fee(b.fee_fen),
                say.word("Channel", b.channel),
            )
            for b in copy.bookings
        ],
    )
    yield (
        translate("Copy", "收退费"),
        (
            translate("Copy", "时间"),
            translate("Copy", "类型"),
            translate("Copy", "现金"),
            translate("Copy", "扫码"),
            translate("Copy", "医保"),
        ),
        [
            (
                _when(p.at),
                translate("Copy", "退费") if p.kind == "refund" else translate("Copy", "收费"),
                format_fee(p.cash_fen),
                format_fee(p.qr_fen),
                format_fee(p.insurance_fen),
            )
            for p in copy.payments
        ],
    )
    yield (
        translate("Copy", "同意与撤回"),
        (
            translate("Copy", "时间"),
            translate("Copy", "用途"),
            translate("Copy", "决定"),
            translate("Copy", "方式"),
            translate("Copy", "政策版本"),
        ),
        [
            (
                _when(c.at),
                say.word("Purpose", c.purpose),
                translate("Copy", "同意") if c.given else translate("Copy", "不同意"),
                say.word("ConsentAct", c.act),
                c.notice_version,
            )
            for c in copy.consents
        ],
    )
    yield (
        translate("Copy", "隐私告知"),
        (translate("Copy", "时间"), translate("Copy", "政策版本")),
        [(_when(n.at), n.version) for n in copy.notices],
    )
    yield (
        translate("Copy", "对外提供"),
        (
            translate("Copy", "时间"),
            translate("Copy", "依据"),
            translate("Copy", "提供给"),
            translate("Copy", "内容"),
            translate("Copy", "原因"),
        ),
        [
            (
                _when(d.at),
                say.word("DisclosureKind", d.kind),
                d.recipient,
                "、".join(say.word("Scope", part) for part in d.scope.split()),
                d.why,
            )
            for d in copy.disclosures
        ],
    )
    yield (
        translate("Copy", "请求"),
        (
            translate("Copy", "受理"),
            translate("Copy", "类型"),
            translate("Copy", "提出"),
            translate("Copy", "状态"),
            translate("Copy", "内容"),
        ),
        [
            (
                _when(r.filed_at),
                say.word("RequestKind", r.kind),
                say.word("Asker", r.asker),
                say.word("RequestState", r.state),
                r.words,
            )
            for r in copy.requests
        ],
    )
    yield (
        translate("Copy", "谁看过我的档案"),
        (
            translate("Copy", "时间"),
            translate("Copy", "做了什么"),
            translate("Copy", "岗位"),
            translate("Copy", "窗口"),
        ),
        [(_when(x.at), say.word("Look", x.act), role_word(x.role), x.window) for x in copy.seen],
    )


def _person(copy: PersonalCopy) -> list[Sequence[str]]:
    p, account = copy.person, copy.account
    rows = [
        (translate("Copy", "姓名"), p.name),
        (translate("Copy", "性别"), say.word("Word", p.sex)),
        (translate("Copy", "出生日期"), p.birth),
        (translate("Copy", "证件"), say.word("Document", p.document_type)),
        (translate("Copy", "证件号"), p.document_number),
        (translate("Copy", "证件有效期"), p.document_valid_until),
        (translate("Copy", "住址"), p.address),
        (translate("Copy", "就诊卡号"), p.card_number),
        (translate("Copy", "监护人"), p.guardian_name),
        (
            translate("Copy", "监护人关系"),
            say.word("Relation", p.guardian_relation) if p.guardian_relation else None,
        ),
        (translate("Copy", "监护人证件"), p.guardian_document),
        (translate("Copy", "监护人电话"), p.guardian_phone),
        (translate("Copy", "联系人"), p.contact_name),
        (
            translate("Copy", "联系人关系"),
            say.word("ContactRelation", p.contact_relation) if p.contact_relation else None,
        ),
        (translate("Copy", "联系人电话"), p.contact_phone),
        (translate("Copy", "联系人证件"), p.contact_document),
        (translate("Copy", "核验"), say.word("Tag", f"evidence-{p.evidence}") if p.evidence else None),
        (translate("Copy", "处理依据"), say.word("Tag", f"basis-{p.basis}") if p.basis else None),
    ]
    if account is not None:
        rows += [
            (translate("Copy", "手机号"), account.phone),
            (translate("Copy", "手机号属于"), account.relative_name),
            (
                translate("Copy", "平台账户"),
                translate("Copy", "有") if account.is_account else translate("Copy", "无"),
            ),
        ]
    return [(name, value) for name, value in rows if value and value != STAR]


def _section(title: str, headings: Sequence[str], rows: list[Sequence[str]]) -> str:
    if not rows:
        return f"<h3>{html.escape(title)}</h3><p>{html.escape(translate('Copy', '没有记录'))}</p>"
    top = "".join(f'<td bgcolor="#EAEFF5"><b>{html.escape(h)}</b></td>' for h in headings)
    lines = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return (
        f"<h3>{html.escape(title)}</h3>"
        f'<table width="100%" border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse;'
        f' border-color:#B8C2CE"><tr>{top}</tr>{lines}</table>'
    )


def _when(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone(CHINA):%Y-%m-%d %H:%M}" if at else say.NOTHING
