"""The head of a client's page: who, is this client all right, and what is missing of the dossier."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.dossiers import Dossier
from kam_desktop.core.groups import Group
from kam_desktop.core.rules.kinds import (
    Activity,
    Channel,
    ClientKind,
    ClientStatus,
    LifecycleStage,
    RelationshipLevel,
    Tier,
    ValueBand,
)
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.clients import client_fact_editors
from kam_desktop.ui.clients.client_fact_lines import FactLine
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, QuietButton
from kam_desktop.ui.widgets.chip import Tag
from kam_desktop.ui.widgets.figure import Figure
from kam_desktop.ui.widgets.progress import ThinBar
from kam_desktop.ui.widgets.texts import PlainLabel, plain_tip

_TAGS = (
    ("kind", ClientKind), ("value_band", ValueBand), ("lifecycle_stage", LifecycleStage),
    ("relationship_level", RelationshipLevel),
)  # fmt: skip
_BAR, _LEAST_BAR, _SHORTEST_BAR = 264, 160, 88
_NAME = 240  # px at least to write it in
_GROUP_NAME = 16  # characters of the parent's name beside the client's


def touch_name(touch: DueTouch) -> str:
    """``拜访``, ``生日问候``: the activity, or the way of a touch somebody booked."""
    known = touch.activity in set(Activity)
    name = labels.name_of(Activity(touch.activity)) if known else labels.name_of(touch.channel)
    return name[:1].upper() + name[1:]


class _Upright(QWidget):
    """A hairline between two figures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.upright(QPainter(self), 0, 0, self.height())


class Completeness(QWidget):
    """The bar, its number, and what is missing by name (D-2.6)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = PlainLabel("", self, face="label", role="muted", elide=True)
        self._percent = PlainLabel("", self, face="label", bold=True)
        self._bar = ThinBar(self)
        self.missing = PlainLabel("", self, face="label", role="muted", elide=True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._label, 1)
        top.addWidget(self._percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addWidget(self.missing)
        appearance.scaled(self.setFixedWidth, _BAR)

    def show_dossier(self, dossier: Dossier) -> None:
        """How complete the dossier is for its tier."""
        percent, missing = dossier.completeness
        tier = dossier.client["tier"]
        needs = self.tr("Dossier ({tier} needs)") if tier in set(Tier) else self.tr("Dossier")
        self._label.setText(needs.format(tier=labels.name_of(Tier(tier)) if tier in set(Tier) else ""))
        self._percent.setText(f"{percent}%")
        self._bar.set_parts(percent, 100)
        names = labels.listed(labels.field(name) for name in missing)
        self.missing.setText(
            self.tr("Missing: {fields}").format(fields=names) if names else self.tr("Nothing is missing")
        )
        self.missing.setToolTip(plain_tip(names))
        self._bar.setAccessibleName(f"{self._label.text()} {percent}% {self.missing.text()}")


class _Name(FactLine):
    """The name, written where it stands; the tags give way while it is."""

    def __init__(self, head: "ClientHead") -> None:
        super().__init__("name", head, has_label=False, value=PlainLabel("", face="title", bold=True, elide=True))
        self._head = head
        self.setContentsMargins(0, -2, 0, -2)  # as high as the buttons beside it, also while it is written

    def wanted_width(self) -> int:
        """The width that shows all of it, known before it is laid out."""
        return 8 + (self.editor.minimumWidth() if self.editor else self.value.sizeHint().width())

    def _open(self) -> QWidget:
        widget = super()._open()
        appearance.scaled(widget.setMinimumWidth, _NAME)
        self._head.fit_tags()
        return widget

    def close_editor(self) -> bool:
        was_open = super().close_editor()
        self._head.fit_tags()
        return was_open


class ClientHead(QWidget):
    """Name and actions, then the figures. The page connects the buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = TierBadge(parent=self)
        self.name_line = _Name(self)
        self.name = self.name_line.value
        self._tags = QHBoxLayout()
        self._tags.setSpacing(8)
        self.visit_button = PlainButton(self.tr("Plan a visit"), self, icon="visit", keys="V")
        self.log_button = PlainButton(self.tr("Log a contact"), self, icon="plus", keys="L")
        self.panel_button = PlainButton(self.tr("Details"), self, keys="F6")
        self.edit_button = IconButton("edit", self.tr("Edit"), self, keys="E", is_framed=True)
        self.more_button = IconButton("more", self.tr("More actions"), self, is_framed=True)
        self.silence = Figure(self.tr("Silent"), self, has_note=False)
        self.last_visit = Figure(self.tr("Last visit"), self, has_note=False)
        self.next_touch = Figure(self.tr("Next touch"), self, has_note=False)
        self.promises = Figure(self.tr("Open promises"), self, has_note=False)
        self.owner = Figure(self.tr("Owner"), self, has_note=False)
        self.group = QuietButton("", self, size="small")
        self.group.setToolTip(self.tr("Parent company"))
        self.completeness = Completeness(self)
        self._next, self._next_role = ("—", "—"), "text"  # in full and as short as it goes
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.badge)
        first.addWidget(self.name_line, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self.group)
        first.addLayout(self._tags)
        first.addStretch(1)
        for button in (
            self.visit_button, self.log_button, self.panel_button, self.edit_button, self.more_button,
        ):  # fmt: skip
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            first.addWidget(button)
        self._second = QWidget(self)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(16)
        self._before_owner = _Upright(self)
        for place, figure in enumerate(self._figures()):
            if place:
                second.addWidget(self._before_owner if figure is self.owner else _Upright(self))
            second.addWidget(figure)
        second.addStretch(1)
        second.addWidget(self.completeness)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(12)
        rows.addLayout(first)
        rows.addWidget(self._second)

    def _figures(self) -> tuple[Figure, ...]:
        return self.silence, self.last_visit, self.next_touch, self.promises, self.owner

    def show_dossier(self, dossier: Dossier) -> None:
        """Fill in everything."""
        client = dossier.client
        self.badge.set_tier(client["tier"])
        self.badge.setVisible(bool(client["tier"]))
        self.name_line.show_client(client)
        self.name.setToolTip(plain_tip(client["name"]))
        self.name.updateGeometry()
        self._show_tags(dossier)
        self._show_figures(dossier)
        self.completeness.show_dossier(dossier)

    def show_group(self, group: Group) -> None:
        """The parent company beside the name, where there is one."""
        name = group.parent.name if group.parent is not None else ""
        self.group.setText(self.tr("of {parent}").format(parent=name[:_GROUP_NAME]) if name else "")
        self.group.setVisible(bool(name))
        self.fit_tags()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_tags()
        self._fit_figures()

    def _fit_figures(self) -> None:
        """In a narrow window the bar gets shorter, then the owner gives way, then what the next touch is, then the bar.

        A figure is never cut.
        """
        self._say_next(self._next[0])
        has_owner = self._room(self._figures()) >= fonts.px(_LEAST_BAR)
        self.owner.setVisible(has_owner)
        self._before_owner.setVisible(has_owner)
        seen = self._figures()[: None if has_owner else -1]
        if self._room(seen) < fonts.px(_SHORTEST_BAR):
            self._say_next(self._next[1])
        room = self._room(seen)
        self.completeness.setVisible(room >= fonts.px(_SHORTEST_BAR))
        self.completeness.setFixedWidth(min(fonts.px(_BAR), max(fonts.px(_SHORTEST_BAR), room)))

    def _room(self, seen: Sequence[Figure]) -> int:
        """For the bar beside these figures."""
        gap = 33  # the space at both sides of a hairline
        return self.width() - 32 - 2 * gap - sum(figure.sizeHint().width() + gap for figure in seen)

    def _say_next(self, text: str) -> None:
        if text != self.next_touch.value():
            self.next_touch.show_value(text, role=self._next_role)
            self.next_touch.setToolTip("" if text == self._next[0] else plain_tip(self._next[0]))

    def show_figures(self, is_shown: bool) -> None:
        """In a low window a view beside the timeline has their room."""
        self._second.setVisible(is_shown)

    def fit_tags(self) -> None:
        """Tags give way to the whole name."""
        tags = self.tags()
        buttons = (self.visit_button, self.log_button, self.panel_button, self.edit_button, self.more_button)
        group = () if self.group.isHidden() else (self.group,)
        parts = (self.badge, *group, *tags, *(one for one in buttons if not one.isHidden()))
        needed = 32 + self.name_line.wanted_width() + 12 + sum(part.sizeHint().width() + 12 for part in parts)
        for tag in tags:
            tag.setVisible(needed <= self.width())

    def tags(self) -> list[Tag]:
        """The chips beside the name."""
        items = (self._tags.itemAt(place) for place in range(self._tags.count()))
        held = (item.widget() for item in items if item is not None)
        return [widget for widget in held if isinstance(widget, Tag)]

    def _show_tags(self, dossier: Dossier) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        client = dossier.client
        if client["status"] != ClientStatus.ACTIVE:
            self._tags.addWidget(Tag(client_fact_editors.shown("status", client), self, role="warning"))
        for name, kind in _TAGS:
            if client[name] in set(kind):
                self._tags.addWidget(Tag(labels.name_of(kind(client[name])), self))
        self.fit_tags()

    def _show_figures(self, dossier: Dossier) -> None:
        silent = dossier.silent_days
        self.silence.show_value(self.tr("no contact yet") if silent is None else labels.days(silent))
        late = [touch for touch in dossier.touches if touch.late_days]
        has_late_visit = any(touch.channel is Channel.VISIT for touch in late)
        self._show_last_visit(dossier, "danger" if has_late_visit else "text")
        self._show_next(dossier)
        self._show_promises(dossier)
        client = dossier.client
        others = len(client["team"])
        words = self.tr("{owner} and {count} more") if others else "{owner}"
        self.owner.show_value(words.format(owner=client["owner"] or "—", count=others))
        self.owner.setToolTip(plain_tip(labels.listed(filter(None, (client["owner"], *client["team"])))))
        self._fit_figures()

    def _show_last_visit(self, dossier: Dossier, role: str) -> None:
        if dossier.last_visit_on is None:
            self.last_visit.show_value(self.tr("none yet"), role=role)
        else:
            days = (runtime.today() - dossier.last_visit_on).days
            self.last_visit.show_value(labels.days_ago(days) if days else self.tr("today"), role=role)

    def _show_next(self, dossier: Dossier) -> None:
        self._next, self._next_role = ("—", "—"), "text"
        if dossier.touches:
            touch, day = dossier.touches[0], labels.day(dossier.touches[0].due_on)
            words = self.tr("{what}, {days} late") if touch.late_days else self.tr("{what}, {day}")
            text = words.format(what=touch_name(touch), days=labels.days(touch.late_days), day=day)
            self._next, self._next_role = (text, day), "danger" if touch.late_days else "text"
        self.next_touch.show_value(self._next[0], role=self._next_role)
        self.next_touch.setToolTip("")

    def _show_promises(self, dossier: Dossier) -> None:
        promises = dossier.commitments
        if not promises:
            self.promises.show_value(self.tr("none"))
            return
        first = promises[0]
        words = self.tr("{count}, due {day}") if first.due_on else self.tr("{count} open")
        day = labels.day(first.due_on) if first.due_on else ""
        is_late = first.days_left is not None and first.days_left < 0
        text = words.format(count=len(promises), day=day)
        self.promises.show_value(text, role="danger" if is_late else "text")
