"""The auditor's file as a page for a browser, in Chinese and English; it says what the signed JSON says (P42)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

STYLE = """
body { font: 15px/1.5 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 32px; color: #1d2733 }
table { border-collapse: collapse; margin: 0 0 24px } th, td { text-align: left; padding: 6px 14px 6px 0 }
th { border-bottom: 2px solid #c9d3dc } td { border-bottom: 1px solid #e3e9ee; vertical-align: top }
"""
WHOLE = "完整 whole"


def audit_page(said: dict[str, Any]) -> str:
    """Return a whole HTML document."""
    title = f"{escape(said['hospital'])} · 合规审计材料 Compliance audit file"
    days = f"{said['first']} – {said['last']}"
    parts = (
        _table(
            "隐私政策版本 Policy versions", ("版本 Version", "施行 In force", "变更 Change", "签名人 Signed by"),
            ((p["version"], p["effective"], p["changes"], p["signed_by"]) for p in said["policies"]),
        ),
        _table(
            "登记簿 Registers", ("类别 Kind", "版本 Version", "登记 Entered", "内容 Content", "登记人 By"),
            (
                (r["kind"], r["version"], r["day"], " · ".join(map(str, r["values"].values())), r["by"])
                for r in said["registers"]
            ),
        ),
        _table(
            "个人请求 Requests of people",
            ("类别 Kind", "收到 Filed", "按时 In time", "逾期办结 Late", "在办 Open", "在办逾期 Overdue",
             "不予同意的依据 Refused on"),
            (
                (r["kind"], r["filed"], r["in_time"], r["late"], r["open"], r["overdue"], _counts(r["refused"]))
                for r in said["requests"]
            ),
        ),
        _table("删除 Deletions", ("状态 State", "数量 Count"), said["deletions"].items()),
        _table(
            "已导出 Exports", ("类别 Kind", "例外 Exception", "时间 At", "SHA-256"),
            ((e["kind"], e["exemption"], e["at"], e["sha256"]) for e in said["exports"]),
        ),
        _table(
            "操作记录 Traces", ("窗口 Window", "条数 Entries", "中心签名 Signed by central", "核验 Check"),
            ((t["window"], t["size"], t["witnessed_at"], t["fault"] or WHOLE) for t in said["traces"]),
        ),
    )  # fmt: skip
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{title}</h1><p>{days} · {said['made_at']}</p>\n"
        f"{''.join(parts)}</body></html>\n"
    )


def _counts(refused: dict[str, int]) -> str:
    return ", ".join(f"{ground} {count}" for ground, count in refused.items())


def _table(title: str, heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    head = "".join(f"<th>{one}</th>" for one in heads)
    lines = "\n".join("<tr>" + "".join(f"<td>{escape(str(v))}</td>" for v in row) + "</tr>" for row in rows)
    return f"<h2>{title}</h2><table><thead><tr>{head}</tr></thead><tbody>\n{lines}\n</tbody></table>\n"
