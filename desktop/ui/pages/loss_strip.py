"""Stopping the loss of an incident: what to stop, what stands stopped by whom, what is kept as evidence (P22)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.duties import Duty
from desktop.domain.incidents import IncidentState
from desktop.domain.loss_stops import FINAL, Stop, standing
from desktop.domain.schedules import CHINA
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.pages.inputs import ChoiceBox
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import hbox, label, vbox

CHOICE_PX = 250


class LossStrip(QFrame):
    """Ctrl+I stops what is chosen, Ctrl+R lets it go on as another person; of the evidence, Ctrl+O makes the signed
    bundle and Ctrl+H lets it go.
    """

    def __init__(self, presenter: DutiesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = ChoiceBox("duty-stop", [(one.value, say.word("LossStop", one.value)) for one in Stop])
        self.choice.setAccessibleName(self.tr("止损措施"))
        self.choice.setFixedWidth(CHOICE_PX)
        self.choice.chosen.connect(lambda text: presenter.type("stop", text))
        self.stop = KeyButton(self.tr("立即停止"), "Ctrl", "I")
        self.lift = KeyButton(self.tr("恢复"), "Ctrl", "R")
        self.release = KeyButton(self.tr("放开证据"), "Ctrl", "H")
        self.bundle = KeyButton(self.tr("证据包"), "Ctrl", "O")
        acts = (presenter.stop_loss, presenter.let_go_on, presenter.bundle, presenter.release_evidence)
        for button, act in zip((self.stop, self.lift, self.bundle, self.release), acts, strict=True):
            button.clicked.connect(lambda _=False, a=act: a())
        self.acts = dict(zip(("Ctrl+I", "Ctrl+R", "Ctrl+O", "Ctrl+H"), acts, strict=True))
        self._standing = label("", "label")
        self._standing.setWordWrap(True)
        inside = vbox(spacing=4, margins=(0, 0, 0, 0))
        inside.addLayout(hbox(self.choice, self.stop, self.lift, None, self.bundle, self.release, spacing=6))
        inside.addWidget(self._standing)
        self.setLayout(inside)

    def render_duty(self, duty: Duty, state: DutiesState) -> None:
        """Show what this incident stopped and holds."""
        what = state.values["stop"]
        self.choice.show_choice(what)
        going = duty.state != IncidentState.CLOSED.value and not state.busy
        stands = standing(duty)
        self.stop.setEnabled(going and duty.state == IncidentState.OPEN.value and what not in stands)
        self.lift.setEnabled(going and what in stands)
        self.bundle.setEnabled(not state.busy)
        held = bool(duty.facts.get("held"))
        self.release.setEnabled(held and duty.state == IncidentState.CLOSED.value and not state.busy)
        self._standing.setText("　".join([*(_stop(one) for one in duty.facts.get("stops", ())), _held(duty)]))


def _stop(one: dict[str, str]) -> str:
    name, by = say.word("LossStop", one["what"]), one["by"]
    if one["lifted_by"]:
        text = say.translate("LossStop", "{name}：{by} {at} 停止，{other} {then} 恢复")
        return text.format(
            name=name, by=by, at=_when(one["at"]), other=one["lifted_by"], then=_when(one["lifted_at"])
        )
    if one["what"] == Stop.KEYS:
        text = say.translate("LossStop", "{name}：{by} {at} 起自动更换")
        return text.format(name=name, by=by, at=_when(one["at"]))
    if one["what"] == Stop.FILE:
        text = say.translate("LossStop", "{name}：{by} {at}，各窗下次登录时更换")
        return text.format(name=name, by=by, at=_when(one["at"]))
    if Stop(one["what"]) in FINAL:
        return say.translate("LossStop", "{name}：{by} {at}，要重新登记").format(
            name=name, by=by, at=_when(one["at"])
        )
    return say.translate("LossStop", "⚠ {name}：{by} {at} 起停止").format(
        name=name, by=by, at=_when(one["at"])
    )


def _held(duty: Duty) -> str:
    if duty.facts.get("drill"):
        return say.translate("LossStop", "演练：不真正停止，不发给任何人")
    if duty.facts.get("held"):
        return say.translate("LossStop", "证据保全中，这段时间的记录不清理")
    return say.translate("LossStop", "证据已放开")


def _when(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(CHINA):%m-%d %H:%M}"
