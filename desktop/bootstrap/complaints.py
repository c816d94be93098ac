"""How the program says that it cannot start: on the console, or, when there is none, in a box that needs no Qt."""

from __future__ import annotations

import importlib
import sys
from typing import Any

OLDEST_WINDOWS_BUILD = 17763
TITLE = "门诊前台"
TOO_OLD = "需要 64 位 Windows 10 1809（内部版本 17763）或更新版本。Windows 7 等旧电脑请用远程桌面。"
# What a person without a console sees; anything else is named by its code.
WORDS = {
    "too-old": TOO_OLD,
    "not-enrolled": "这台电脑还没有登记为窗口。请信息科运行：clinic-desk enroll --code …",
    "vault-unavailable": "打不开本机的密钥保管处。请信息科运行：clinic-desk doctor",
    "self-test": "程序自检失败，请勿使用，并联系信息科重新安装。",
    "already-open": "门诊前台已经打开，请切换到它的窗口。",
    "crash-loop": "程序连续出错，已停止。已保存的内容都在。请联系信息科。",
    "settings": "设置有误，程序没有启动。请信息科运行：clinic-desk show-config",
}
_ICON_STOP = 0x10


def complain(code: str, sentence: str) -> None:
    """Say it where somebody can see it."""
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
        return
    words = WORDS.get(code, f"程序没有启动（{code}）。请联系信息科。")
    ctypes: Any = importlib.import_module("ctypes")
    ctypes.windll.user32.MessageBoxW(None, words, TITLE, _ICON_STOP)


def too_old_for_us() -> bool:
    """Return whether this is a Windows that Qt does not know any more."""
    version: Any = getattr(sys, "getwindowsversion", None)
    return version is not None and version().build < OLDEST_WINDOWS_BUILD
