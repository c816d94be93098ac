"""What changed between two versions of the notice: nothing is lost and nothing invented (P30)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.notice_changes import Kept, Paragraph, compared, paragraphs, whole

TEXT = st.lists(st.sampled_from(["甲", "乙", "丙", "丁", "戊"]), max_size=8).map("\n\n".join)


@pytest.mark.rows("P30")
@given(older=TEXT, newer=TEXT)
def test_both_versions_can_be_read_back_from_the_comparison(older: str, newer: str) -> None:
    found = compared(older, newer)
    assert tuple(p.text for p in found if p.kept is not Kept.REMOVED) == paragraphs(newer)
    assert tuple(p.text for p in found if p.kept is not Kept.ADDED) == paragraphs(older)


@pytest.mark.rows("P30")
def test_a_changed_paragraph_stands_as_removed_and_added_in_its_place() -> None:
    assert compared("一\n\n保存 15 年", "一\n\n保存 30 年\n\n三") == (
        Paragraph(Kept.SAME, "一"),
        Paragraph(Kept.REMOVED, "保存 15 年"),
        Paragraph(Kept.ADDED, "保存 30 年"),
        Paragraph(Kept.ADDED, "三"),
    )
    assert compared("一", "一") == whole("一")
