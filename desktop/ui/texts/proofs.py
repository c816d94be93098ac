"""Words of the proof pack: what the check looks at."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

CHECKS: dict[str, str] = {
    "signed-by-central": QT_TRANSLATE_NOOP("ProofCheck", "中心对整个证明包的签名"),
    "roster-signed": QT_TRANSLATE_NOOP("ProofCheck", "医院创始密钥对人员名册的签名"),
    "filed": QT_TRANSLATE_NOOP("ProofCheck", "提出人签名"),
    "approved": QT_TRANSLATE_NOOP("ProofCheck", "批准人签名"),
    "decided": QT_TRANSLATE_NOOP("ProofCheck", "决定人签名"),
    "reviewed": QT_TRANSLATE_NOOP("ProofCheck", "复核人签名"),
    "closed": QT_TRANSLATE_NOOP("ProofCheck", "结案人签名"),
    "people-traced": QT_TRANSLATE_NOOP("ProofCheck", "被查看的人都见于操作记录"),
    "trace-whole": QT_TRANSLATE_NOOP("ProofCheck", "操作记录链"),
}
