"""The fleet as one page for a browser: worst desks first, in Chinese and English, nothing personal on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

LOW_DISK_MIB = 1024
OLD_OUTBOX_S = 300
SILENT_S = 900
HEADS = (
    ("窗口", "Window"), ("状态", "State"), ("最近联系", "Last contact"), ("程序", "Program"), ("待上送", "Outbox"),
    ("离线租期至", "Lease until"), ("磁盘剩余", "Free disk"), ("库大小", "Store"), ("错误", "Errors"),
)  # fmt: skip
STYLE = """
body { font: 15px/1.5 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 32px }
body { color: #1d2733; background: #f6f8fa }
h1 { font-size: 22px; margin: 0 0 4px } p { margin: 0 0 20px; color: #4a5866 }
table { border-collapse: collapse; width: 100%; background: #fff } th, td { text-align: left; padding: 8px 12px }
th { font-weight: 600; border-bottom: 2px solid #c9d3dc } th small { display: block; font-weight: 400; color: #4a5866 }
td { border-bottom: 1px solid #e3e9ee; font-variant-numeric: tabular-nums } .bad { color: #a11212; font-weight: 600 }
"""


def fleet_page(hospital: str, desks: Iterable[dict[str, Any]], now: datetime) -> str:
    """Return a whole HTML document; `desks` are the lines of `desks --json`."""
    ordered = sorted(desks, key=lambda desk: (-len(_troubles(desk)), desk["window"]))
    troubled = sum(1 for desk in ordered if _troubles(desk))
    heads = "".join(f"<th>{chinese}<small>{english}</small></th>" for chinese, english in HEADS)
    lines = "\n".join(f"<tr>{_cells(desk)}</tr>" for desk in ordered)
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(hospital)}</title>'
        f"<style>{STYLE}</style></head><body><h1>{escape(hospital)} · 前台一览 Front desks</h1>"
        f"<p>{len(ordered)} 台，{troubled} 台需要查看 · {len(ordered)} desks, {troubled} to look at · "
        f"{now.isoformat(timespec='minutes')}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{lines}\n</tbody></table></body></html>\n"
    )


def _troubles(desk: dict[str, Any]) -> frozenset[str]:
    """Return the columns that need a look."""
    found = {
        "state": desk["state"] != "active",
        "last_seen": desk["contact_age_s"] is None or desk["contact_age_s"] > SILENT_S,
        "outbox": (desk["outbox_age_s"] or 0) > OLD_OUTBOX_S,
        "lease": desk["lease_over"],
        "disk": desk["disk_free_mib"] is not None and desk["disk_free_mib"] < LOW_DISK_MIB,
        "errors": bool(desk["errors"]),
    }
    return frozenset(name for name, wrong in found.items() if wrong)


def _cells(desk: dict[str, Any]) -> str:
    waits = desk["outbox"] or 0
    shown = (
        ("window", desk["window"]),
        ("state", desk["state"] + (f" ({desk['reason']})" if desk["reason"] else "")),
        ("last_seen", desk["last_seen"] or "从未 never"),
        ("program", desk["program"] or "–"),
        ("outbox", f"{waits} · {desk['outbox_age_s']} s" if waits else "0"),
        ("lease", desk["lease_until"] or "–"),
        ("disk", _size(desk["disk_free_mib"])),
        ("store", _size(desk["store_mib"])),
        ("errors", "–" if desk["errors"] is None else desk["errors"]),
    )
    troubles = _troubles(desk)
    return "".join(
        f'<td class="bad">{escape(str(text))}</td>' if name in troubles else f"<td>{escape(str(text))}</td>"
        for name, text in shown
    )


def _size(mib: int | None) -> str:
    return "–" if mib is None else f"{mib} MiB"
