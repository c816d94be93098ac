"""The proof pack as a page that people can read: what was checked, the case, signatures, receipts, the trace (N36)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from desktop.domain.canonical import facts_from_bytes
from desktop.domain.drawn import HEIGHT, WIDTH
from desktop.domain.proof_pack import INCIDENT, Finding
from desktop.domain.schedules import CHINA
from desktop.ui.printing.letter_painter import SIGNATURE_PX, page_pdf, signature_image, text_html
from desktop.ui.texts import say

translate = say.translate
# In which words kind and state of a pack stand; all others are requests.
WORDS = {"delete": ("CaseKind", "CaseState"), INCIDENT: ("DutyTab", "DutyState")}


def proof_pdf(proof: bytes, found: tuple[Finding, ...]) -> bytes:
    """Return the overview as PDF on A4; needs a QGuiApplication."""
    said = facts_from_bytes(proof)
    heading = translate("Proof", "一案证明：{case}").format(case=said["case_id"])
    content, drawn = text_html(heading, list(proof_text(said, found))), said["case"].get("drawn", "")
    if not drawn:
        return page_pdf("proof", content)
    high = SIGNATURE_PX * HEIGHT // WIDTH
    picture = f'<p><img src="signature" width="{SIGNATURE_PX}" height="{high}"></p>'
    return page_pdf("proof", content + picture, {"signature": signature_image(drawn)})


def proof_text(said: Mapping[str, Any], found: tuple[Finding, ...]) -> Iterator[str]:
    """Yield the paragraphs."""
    case = said["case"]
    kinds, states = WORDS.get(said["kind"], ("RequestKind", "RequestState"))
    kind, state = say.word(kinds, said["kind"]), say.word(states, case["state"])
    yield translate("Proof", "{hospital}　{kind}　{state}").format(
        hospital=said["hospital"], kind=kind, state=state
    )
    if case.get("signed_how"):
        yield say.word("SignedHow", case["signed_how"])
    if case.get("spent_at"):
        yield translate("Proof", "本案依据（本人签名）已于 {at} 按保存期限销毁").format(
            at=_when(case["spent_at"])
        )
    good, bad = translate("Proof", "相符"), translate("Proof", "不符")
    yield "\n".join(
        f"{say.word('ProofCheck', one.what)}（{one.of}）：{good if one.good else bad}" for one in found
    )
    signed = translate("Proof", "{what}：{person}，{at}")
    yield "\n".join(
        signed.format(what=say.word("ProofCheck", one["what"]), person=one["person"], at=_when(one["at"]))
        for one in said["signatures"]
    )
    receipt = translate("Proof", "窗口 {window} 已确认删除：{at}")
    yield "\n".join(
        receipt.format(
            window=one["window"], at=_when(one["received_at"]) if one["received_at"] else say.NOTHING
        )
        for entry in said["ledger"]
        for one in entry["receipts"]
    )
    if said["kind"] == INCIDENT:
        yield from _incident(said)
    text = case.get("text")
    if text:
        yield translate("Proof", "请求内容：{words}").format(words=text["words"])
        yield "\n".join(f"{_when(note['at'])}　{note['by']}　{note['text']}" for note in text["notes"])
    yield translate("Proof", "有关本案的操作记录（其余记录只有校验值）：")
    yield "\n".join(_events(said))


def _incident(said: Mapping[str, Any]) -> Iterator[str]:
    """Yield what happened, how many it laid open and how they were told, what was learnt."""
    case = said["case"]
    yield translate("Proof", "经过：{summary}").format(summary=case["summary"])
    told = Counter(one["state"] for one in said["people"])
    states = "，".join(f"{say.word('DutyWord', state)} {n}" for state, n in sorted(told.items()))
    yield translate("Proof", "受影响 {n} 人（各人只有记录代号）：{states}；索赔 {claims} 件").format(
        n=len(said["people"]), states=states or say.NOTHING, claims=len(said["claims"])
    )
    yield "\n".join(
        f"{say.word('DutyField', n)}：{text or say.NOTHING}" for n, text in case["contents"].items()
    )
    yield "\n".join(
        f"{_when(at)}　{by}　{say.word('DutyStep', what)}　{text}" for at, by, what, text in case["timeline"]
    )


def _events(said: Mapping[str, Any]) -> Iterator[str]:
    for stretch in said["trace"]:
        for one in stretch["steps"]:
            if "event" in one:
                event = json.loads(one["event"])
                at = datetime.fromtimestamp(event["t"] / 1000, UTC).astimezone(CHINA)
                look = say.word("Look", event["act"])
                yield f"{at:%Y-%m-%d %H:%M:%S}　{stretch['window']}　{event['actor'] or say.NOTHING}　{look}"


def _when(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(CHINA):%Y-%m-%d %H:%M}"
