"""The templates that IT loads into group policy say what the settings table says."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import policy_templates
import pytest

from desktop.settings.layers import POLICY_KEY
from desktop.settings.table import BY_NAME, SETTINGS

SPACE = {"p": policy_templates.SPACE}


@pytest.mark.rows("B6")
def test_the_kept_templates_are_those_of_the_settings_table() -> None:
    for name, text in policy_templates.templates().items():
        assert (policy_templates.FOLDER / name).read_text("utf-8") == text, f"run with --update: {name}"


@pytest.mark.rows("B6")
def test_every_setting_but_the_demonstrations_own_has_a_machine_policy_with_its_choices() -> None:
    root = ET.fromstring((policy_templates.FOLDER / "ClinicFrontDesk.admx").read_bytes())  # noqa: S314  # our own file
    policies = {policy.get("name"): policy for policy in root.findall(".//p:policy", SPACE)}
    assert set(policies) == {setting.name for setting in SETTINGS if not setting.demo}
    for name, policy in policies.items():
        assert name is not None
        assert (policy.get("class"), policy.get("key")) == ("Machine", POLICY_KEY)
        offered = tuple(found.text for found in policy.findall(".//p:item/p:value/p:string", SPACE))
        assert offered == BY_NAME[name].choices


@pytest.mark.rows("B6")
@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_every_text_that_a_template_names_is_there_in_both_languages(language: str) -> None:
    admx = (policy_templates.FOLDER / "ClinicFrontDesk.admx").read_text("utf-8")
    adml = ET.fromstring((policy_templates.FOLDER / language / "ClinicFrontDesk.adml").read_bytes())  # noqa: S314  # our own file
    for kind in ("string", "presentation"):
        named = {part.split(")")[0] for part in admx.split(f"$({kind}.")[1:]}
        assert named == {found.get("id") for found in adml.findall(f".//p:{kind}", SPACE)}
