"""The policy templates for Windows (ADMX, ADML zh-CN and en-US), made from the one settings table of the desk.

python build/tasks/policy_templates.py --update    writes build/windows/policy
python build/tasks/policy_templates.py --check     exit code 1 when they differ
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from desktop.settings.layers import POLICY_KEY
from desktop.settings.table import SETTINGS, Setting

FOLDER = Path(__file__).resolve().parents[1] / "windows" / "policy"
NAME = "ClinicFrontDesk"
SPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
# Windows knows these vaults and nothing else; the status file is for demonstrations.
OFFERED = tuple(setting for setting in SETTINGS if not setting.demo)
TEXTS = {
    "zh-CN": ("门诊前台", "门诊前台 0.1 或更新版本"),
    "en-US": ("Clinic Front Desk", "Clinic Front Desk 0.1 or newer"),
}


def templates() -> dict[Path, str]:
    """Return the files by their path under FOLDER."""
    files = {Path(f"{NAME}.admx"): _admx()}
    for language in TEXTS:
        files[Path(language) / f"{NAME}.adml"] = _adml(language)
    return files


def _admx() -> str:
    policies = "\n".join(_policy(setting) for setting in OFFERED)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions revision="1.0" schemaVersion="1.0" xmlns="{SPACE}">
  <policyNamespaces>
    <target prefix="clinic" namespace="ClinicFrontDesk.Policies"/>
    <using prefix="windows" namespace="Microsoft.Policies.Windows"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn>
    <definitions><definition name="SUPPORTED" displayName="$(string.SUPPORTED)"/></definitions>
  </supportedOn>
  <categories><category name="DESK" displayName="$(string.DESK)"/></categories>
  <policies>
{policies}
  </policies>
</policyDefinitions>
"""


def _policy(setting: Setting) -> str:
    name = setting.name
    head = (
        f'    <policy name="{name}" class="Machine" displayName="$(string.{name})" explainText="$(string.{name}_help)"'
        f" key={quoteattr(POLICY_KEY)}"
    )
    middle = '      <parentCategory ref="DESK"/>\n      <supportedOn ref="SUPPORTED"/>\n'
    if setting.kind is bool:
        return (
            f'{head} valueName="{name}">\n{middle}'
            '      <enabledValue><decimal value="1"/></enabledValue>\n'
            '      <disabledValue><decimal value="0"/></disabledValue>\n    </policy>'
        )
    elements = f"      <elements>{_element(setting)}</elements>\n"
    return f'{head} presentation="$(presentation.{name})">\n{middle}{elements}    </policy>'


def _element(setting: Setting) -> str:
    name = setting.name
    if setting.choices:
        items = "".join(
            f'<item displayName="$(string.{name}_{at})"><value><string>{escape(choice)}</string></value></item>'
            for at, choice in enumerate(setting.choices)
        )
        return f'<enum id="{name}" valueName="{name}" required="true">{items}</enum>'
    if setting.kind is int:
        return (
            f'<decimal id="{name}" valueName="{name}" minValue="{setting.least}" maxValue="{setting.most}"/>'
        )
    return f'<text id="{name}" valueName="{name}"/>'


def _adml(language: str) -> str:
    product, supported = TEXTS[language]
    strings = [("DESK", product), ("SUPPORTED", supported)]
    shapes = []
    for setting in OFFERED:
        title, words = (
            (setting.title_zh, setting.help_zh)
            if language == "zh-CN"
            else (setting.title_en, setting.help_en)
        )
        strings += [(setting.name, title), (f"{setting.name}_help", words)]
        strings += [(f"{setting.name}_{at}", choice) for at, choice in enumerate(setting.choices)]
        if setting.kind is not bool:
            shapes.append(_presentation(setting, title))
    table = "\n".join(f'      <string id="{name}">{escape(text)}</string>' for name, text in strings)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources revision="1.0" schemaVersion="1.0" xmlns="{SPACE}">
  <displayName>{product}</displayName>
  <description>{product}</description>
  <resources>
    <stringTable>
{table}
    </stringTable>
    <presentationTable>
{chr(10).join(shapes)}
    </presentationTable>
  </resources>
</policyDefinitionResources>
"""


def _presentation(setting: Setting, title: str) -> str:
    name, words = setting.name, escape(title)
    if setting.choices:
        shape = f'<dropdownList refId="{name}" noSort="true">{words}</dropdownList>'
    elif setting.kind is int:
        shape = f'<decimalTextBox refId="{name}" defaultValue="{setting.default}">{words}</decimalTextBox>'
    else:
        shape = f'<textBox refId="{name}"><label>{words}</label></textBox>'
    return f'      <presentation id="{name}">{shape}</presentation>'


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    different = False
    for name, text in templates().items():
        path = FOLDER / name
        if chosen.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            different = True
            sys.stdout.write(f"differs from the settings table: {path.name}; run with --update\n")
    return int(different)


if __name__ == "__main__":
    raise SystemExit(main())
