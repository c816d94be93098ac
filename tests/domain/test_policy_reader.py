"""A policy's text is read: promises, missing chapters, contradictions, names of other products (N27, N26)."""

from __future__ import annotations

import pytest

from desktop.domain.policy_reader import TOPICS, Kind, read_policy
from desktop.domain.policy_text import (
    MOST_BYTES,
    PolicyUnreadableError,
    Topic,
    as_paragraphs,
    clause,
    cut,
    decoded,
)

TEXT = """“青禾预约”隐私政策
目录
一、收集什么
二、怎样保存
三、您的权利
四、联系

一、收集什么
我们收集姓名和证件号，用于实名挂号。
您使用红豆之家服务，即表示同意。使用青禾预约服务前请阅读。

三、您的权利
您可以查阅、更正、注销账号。我们将在 15 日内答复。
对投诉，我们核查后会在十五天内反馈；数据保存 15 年。

四、联系
意见在 15 个工作日内处理，电话 000-0000。
"""


def kinds(text: str) -> dict[Kind, list[str]]:
    found: dict[Kind, list[str]] = {}
    for one in read_policy(text).findings:
        found.setdefault(one.kind, []).append(one.what)
    return found


@pytest.mark.rows("N27")
def test_the_same_number_in_three_units_is_one_contradiction_with_its_three_places() -> None:
    (found,) = [f for f in read_policy(TEXT).findings if f.kind is Kind.UNIT_DIFFERS]
    assert found.what == "15 日 / 15 天 / 15 个工作日"
    assert [chapter for chapter, _ in found.places] == ["三", "三", "四"]
    assert "保存 15 年" not in found.what, "a retention is no answer"


@pytest.mark.rows("N27")
def test_a_chapter_of_the_contents_that_is_not_there_and_another_products_name_are_found() -> None:
    found = kinds(TEXT)
    assert found[Kind.HEADING_MISSING] == ["二 怎样保存"]
    assert found[Kind.OTHER_PRODUCT] == ["红豆之家"], "the own name is none"
    assert "minors" in found[Kind.TOPIC_MISSING]
    assert "complaint" not in found[Kind.TOPIC_MISSING]


@pytest.mark.rows("N27")
def test_promises_are_numbered_in_order_with_their_chapter() -> None:
    reading = read_policy(TEXT)
    assert reading.product == "青禾预约"
    assert reading.chapters == ("一 收集什么", "三 您的权利", "四 联系")
    assert [duty.number for duty in reading.duties] == list(range(1, len(reading.duties) + 1))
    assert [(d.chapter, d.text) for d in reading.duties] == [
        ("三", "我们将在 15 日内答复"), ("三", "对投诉，我们核查后会在十五天内反馈"),
        ("四", "意见在 15 个工作日内处理，电话 000-0000"),
    ]  # fmt: skip


@pytest.mark.rows("N27")
def test_a_text_that_agrees_with_itself_has_no_finding_but_what_it_leaves_out() -> None:
    same = TEXT.replace("十五天", "15 日").replace("15 个工作日", "15 日").replace("红豆之家", "青禾预约")
    same = same.replace("二、怎样保存\n三", "三")
    assert set(kinds(same)) == {Kind.TOPIC_MISSING}
    other = same.replace("核查后会在15 日内", "核查后会在 20 日内")
    assert kinds(other)[Kind.NUMBER_DIFFERS] == ["15 日 / 20 日"]


@pytest.mark.rows("N27")
def test_a_gap_in_the_numerals_counts_without_a_table_of_contents() -> None:
    assert kinds("一、甲\n文。\n三、乙\n文。")[Kind.HEADING_MISSING] == ["2"]


@pytest.mark.rows("N27")
def test_an_empty_text_leaves_everything_out() -> None:
    assert kinds("") == {Kind.TOPIC_MISSING: list(TOPICS)}


@pytest.mark.rows("N27")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_file_is_read_in_utf_8_and_gbk(encoding: str) -> None:
    assert decoded(TEXT.replace("\n", "\r\n").encode(encoding)) == TEXT


@pytest.mark.rows("N27")
@pytest.mark.parametrize(
    "raw", [b"", b" \n", b"a\x00b", b"\xff\xfe\xff", b"%PDF-1.7\x01", b"a" * (MOST_BYTES + 1)]
)
def test_what_is_no_text_or_too_large_is_refused(raw: bytes) -> None:
    with pytest.raises(PolicyUnreadableError):
        decoded(raw)


@pytest.mark.rows("N26")
def test_a_piece_of_work_finds_its_clause_by_chapter_and_paragraph() -> None:
    text = as_paragraphs("# 告知\n## 一、同意\n不同意也能挂号。\n## 二、权利\n可查阅。\n注销后删除。\n")
    consent, deletion = clause(text, Topic.CONSENT), clause(text, Topic.DELETION)
    assert consent is not None
    assert deletion is not None
    assert (consent.label, consent.title, consent.text) == ("一", "同意", "不同意也能挂号。")
    assert (deletion.label, deletion.text) == ("二", "注销后删除。")
    assert clause(text, Topic.MINORS) is None


@pytest.mark.rows("N26")
def test_an_english_text_is_cut_at_plain_digits() -> None:
    parts = cut("1. You may say no\n\nWithout your agreement nothing opens.\n\n2. Rights\n\nAsk.")
    assert [(c.label, c.title) for c in parts.chapters] == [("1", "You may say no"), ("2", "Rights")]
