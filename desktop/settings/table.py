"""The one table of the desk's settings, in both languages: what may be chosen, by whom, and what it does.

The policy templates (ADMX, ADML) and the handbook's list are made from it; `Settings` has exactly these fields.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from desktop.domain.audit_segments import FLOOR_MONTHS, MOST_MONTHS, USUAL_MONTHS

VAULTS = ("credential-manager", "secret-service", "file")
PRINTERS = ("none", "spool", "device", "pdf", "system")
LANGUAGES = ("zh_CN", "en")
SIGN_IN_PROFILES = ("level-3", "modern", "small-clinic")
THEMES = ("system", "light", "dark")
TEXT_SIZES = ("100", "125", "150")
# The vault of a plain PC; nobody gets the file vault without choosing it (DECISIONS 15).
USUAL_VAULT = "credential-manager" if os.name == "nt" else "secret-service"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `choices` closes a text, `least` and `most` a number; `user` says that a clerk may choose too.

    `clock`: the text is a time of the day, or empty.
    """

    name: str
    default: str | int | bool
    title_zh: str
    title_en: str
    help_zh: str
    help_en: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    user: bool = False
    demo: bool = False
    clock: bool = False

    @property
    def kind(self) -> type:
        """Return str, int or bool."""
        return type(self.default)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "vault", USUAL_VAULT, "设备密钥的保管处", "Where the device secret lies",
        "credential-manager：本机 Windows 凭据管理器；secret-service：Linux；file：仅供服务器、测试和演示，"
        "界面会注明。",
        "credential-manager: Windows Credential Manager of this PC; secret-service: Linux; file: servers, tests and "
        "demonstrations only, and the screen says so.",
        choices=VAULTS,
    ),
    Setting(
        "sign_in_profile", "level-3", "登录与口令规则", "Rules of sign-in and passphrases",
        "level-3：口令加动态口令，12 位、三类字符、90 天更换、错 5 次锁定；"
        "modern：口令加动态口令，15 位、不用常见口令；small-clinic：只用口令，界面会注明。",
        "level-3: passphrase and code, 12 characters, three kinds, changed every 90 days, locked after 5; modern: "
        "passphrase and code, 15 characters, block list; small-clinic: passphrase only, and the screen says so.",
        choices=SIGN_IN_PROFILES,
    ),
    Setting(
        "reader", "", "身份证阅读器端口", "Port of the card reader",
        "例如 COM3 或 /dev/ttyUSB0；厂商库：dll:完整路径:端口号，如 dll:C:\\Reader\\sdtapi.dll:1001；空：手工录入。",
        "For example COM3 or /dev/ttyUSB0; a vendor's library: dll:WHOLE PATH:PORT, for example "
        "dll:C:\\Reader\\sdtapi.dll:1001; empty: documents are typed.",
    ),
    Setting(
        "printer", "spool", "挂号单打印方式", "How slips are printed",
        "none：不打印；spool：写入文件夹；device：直接送到热敏打印机；pdf：PDF 文件；system：系统打印机。",
        "none: not at all; spool: into a folder; device: straight to the ticket printer; pdf: files; system: by name.",
        choices=PRINTERS,
    ),
    Setting(
        "printer_device", "", "热敏打印机", "Ticket printer",
        "主机:端口（如 192.0.2.9:9100）或设备路径；printer 为 system 时填系统打印机名。",
        "host:port (192.0.2.9:9100) or a device path; the printer's name in the system when printer is system.",
    ),
    Setting(
        "language", "zh_CN", "界面语言", "Language of the window", "zh_CN 或 en。", "zh_CN or en.",
        choices=LANGUAGES, user=True,
    ),
    Setting(
        "theme", "light", "界面明暗", "Light or dark", "system：随系统；light：浅色；dark：深色。",
        "system: as the PC says; light; dark.", choices=THEMES, user=True,
    ),
    Setting(
        "text_size", "100", "文字大小（%）", "Text size (%)",
        "100、125 或 150，从下次打开程序起；屏幕须放得下 1180×660 的这么多倍。",
        "100, 125 or 150, from the next start on; the screen must hold 1180×660 times as much.",
        choices=TEXT_SIZES, user=True,
    ),
    Setting(
        "poll_ms", 2000, "与中心交换的间隔（毫秒）", "Time between exchanges with central (ms)",
        "500 到 60000。", "500 to 60000.", least=500, most=60_000,
    ),
    Setting(
        "lock_after_s", 180, "无操作后锁定（秒）", "Lock after this long without a key (s)",
        "30 到 1800；0 不锁定，仅限演示。", "30 to 1800; 0 never locks, demonstrations only.", least=0, most=1800,
    ),
    Setting(
        "close_after_s", 900, "无操作后关闭会话（秒）", "Close the session after this long without a key (s)",
        "60 到 3600；密钥离开内存，草稿封存，登录后继续；0 不关闭，仅限演示。",
        "60 to 3600; keys leave memory, the draft is sealed and comes back; 0 never closes, demonstrations only.",
        least=0, most=3600,
    ),
    Setting(
        "update_manifest", "", "更新说明文件", "Note about the newest version",
        "例如 \\\\server\\share\\release.json；空：不检查。程序只提示，由信息科安装。",
        "For example \\\\server\\share\\release.json; empty: never looked at. The program only says it; IT installs.",
    ),
    Setting(
        "offline_lease_days", 10, "离线期限（天）", "Offline lease (days)",
        "1 到 14；与中心失去联系超过该天数后不再显示已存信息，仍可为新患者挂号。",
        "1 to 14; so long without central nothing stored is shown any more; new people are still registered.",
        least=1, most=14,
    ),
    Setting(
        "trace_months", USUAL_MONTHS, "日志保持敞开（月）", "Months a trace stays open",
        "6 到 120；更早的操作日志封存成段，仍可核验。法定不少于 6 个月。",
        "6 to 120; older entries are closed into sealed segments and still checked. Six months at least by law.",
        least=FLOOR_MONTHS, most=MOST_MONTHS,
    ),
    Setting(
        "outage_list_at", "", "应急名单打印时刻", "When the outage list is printed",
        "例如 07:30；每天到点自动打印今天的应急名单（打码）。空：只手动打印。",
        "For example 07:30; the masked list of today is printed by itself then. Empty: only when asked for.",
        clock=True,
    ),
    Setting(
        "guardian_path", True, "未成年人由监护人办理", "Minors register with a guardian",
        "按医院规定开启或关闭。", "On or off as the hospital rules.",
    ),
    Setting(
        "patient_screen", True, "患者屏", "Patient screen", "是否打开第二屏。", "Whether the second screen is opened.",
    ),
    Setting(
        "staff_badge", True, "工卡解锁", "Staff badges",
        "员工可用自己的工卡（键盘口读卡器）解开离开不久的窗口；登录仍用口令。工卡号可能被复制，可在此关闭。",
        "Whether a person's badge (keyboard-wedge reader) uncovers a window left for a moment; sign-in keeps its "
        "passphrase. A badge number can be copied; switch it off here.",
    ),
    Setting(
        "screen_capture", False, "允许截屏", "Screen captures allowed",
        "默认不允许：Windows 上截屏、录屏和远程画面里看不到本程序的窗口；远程协助时可用程序里的协助模式。",
        "Off by default: on Windows captures, recordings and shared screens leave our windows out; for remote support "
        "the program has a help mode of its own.",
    ),
    Setting(
        "status_file", "", "演示状态文件", "Status file of the demonstration",
        "仅限演示台；真实业务的电脑会拒绝。", "Demonstrations only; a desk that serves real people refuses it.",
        demo=True,
    ),
)  # fmt: skip
BY_NAME = {setting.name: setting for setting in SETTINGS}
