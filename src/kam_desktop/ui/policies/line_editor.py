"""The editors of one line of a policy, which stand side by side in the grid."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from kam_desktop.core.policies import PolicyEntry
from kam_desktop.core.rules.cadence import CLOCKS, WHO, PolicyLine
from kam_desktop.core.rules.kinds import Activity, Channel
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.policies.festivals_field import FestivalsField
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle

_OFFERED = (Channel.VISIT, Channel.CALL, Channel.MESSAGE, Channel.EMAIL, Channel.CARD, Channel.GIFT, Channel.EVENT)


def who_words() -> dict[str, str]:
    """Who goes, in words."""
    words = (
        QCoreApplication.translate("LineEditor", "Owner"),
        QCoreApplication.translate("LineEditor", "Lead"),
        QCoreApplication.translate("LineEditor", "Executive"),
    )
    return dict(zip(WHO, words, strict=True))


class _Days(QLineEdit):
    """A number of days, typed; Up and Down count. What is no number is 0, which is then said to be wrong."""

    value_changed = Signal()

    def __init__(self, days: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setValidator(QIntValidator(0, 9999, self))
        self.setMaxLength(4)
        appearance.scaled(self.setFixedWidth, 48)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setText(str(days))
        self.setAccessibleName(name)
        self.textChanged.connect(lambda _text: self.value_changed.emit())

    def value(self) -> int:
        """The days."""
        return int(self.text()) if self.text().strip().isdigit() else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers():
            self.setText(str(max(0, self.value() + step)))
            self.selectAll()
        else:
            super().keyPressEvent(event)


class _Choice(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LineEditor(QObject):
    """``of_tier`` is what the tier says of the same activity, where a client's policy is edited.

    ``cells`` are the widgets by column, each with the number of columns it takes; ``festivals`` stands under them,
    and ``below`` says what is wrong, or that the line is the client's own.
    """

    changed = Signal()
    removed = Signal()

    def __init__(
        self, entry: PolicyEntry, parent: QWidget, page: QWidget, *, is_client: bool, of_tier: PolicyEntry | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._entry, self._of_tier, self._is_client = entry, of_tier, is_client
        line = entry.line
        name = labels.name_of(line.activity)
        self.active = QCheckBox(name[:1].upper() + name[1:], parent)
        self.active.setChecked(line.is_active)
        self.channel = self._choice([(each, labels.name_of(each)) for each in _channels(line.channel)], line.channel)
        way = self.tr("By")
        self.channel.setAccessibleName(f"{name} {way}")
        self.by = self._choice(list(who_words().items()), line.by)
        who = self.tr("Who")
        self.by.setAccessibleName(f"{name} {who}")
        self.gift = QCheckBox(parent)
        self.gift.setChecked(line.has_gift)
        with_gift = self.tr("With a gift")
        self.gift.setAccessibleName(f"{name} {with_gift}")
        self.gift.setToolTip(with_gift)
        self.below = Hint("", parent)
        self.below.hide()
        self.days: dict[str, _Days] = {}
        self.festivals: FestivalsField | None = None
        self._make_days(parent, page, name)
        self.remove = self._make_remove(parent, name)
        self._connect()
        self._show_own()

    def _make_days(self, parent: QWidget, page: QWidget, name: str) -> None:
        line = self._entry.line
        words = {
            "ideal_days": self.tr("Ideal"), "latest_days": self.tr("Latest"), "jitter_days": self.tr("Spread"),
            "lead_days": self.tr("Days ahead"),
        }  # fmt: skip
        if line.activity in CLOCKS:
            names: Sequence[str] = ("ideal_days", "latest_days", "jitter_days")
        else:
            names = ("lead_days",)
        self.days = {each: _Days(getattr(line, each), f"{name} {words[each]}", parent) for each in names}
        self._middle: list[tuple[QWidget, int]] = [(box, 1) for box in self.days.values()]
        if line.activity not in CLOCKS:
            self._middle = [(self._lead(parent), 3)]
        if line.activity is Activity.FESTIVAL:
            self.festivals = FestivalsField(line.festivals, name, parent, page)

    def _lead(self, parent: QWidget) -> QWidget:
        """``[12] 天前``."""
        holder = QWidget(parent)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.days["lead_days"])
        row.addWidget(Hint(self.tr("days ahead"), holder, wrap=False), 1)
        return holder

    def _make_remove(self, parent: QWidget, name: str) -> IconButton:
        if self._is_client:
            return IconButton("undo", self.tr("{name}: back to the tier's").format(name=name), parent, size="small")
        return IconButton("trash", self.tr("Take out {name}").format(name=name), parent, size="small")

    def _choice(self, choices: Sequence[tuple[str, str]], present: str) -> QComboBox:
        box = _Choice(self.parent())  # type: ignore[arg-type]
        for value, words in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(present)))
        return box

    def _connect(self) -> None:
        self.active.toggled.connect(self._on_changed)
        self.gift.toggled.connect(self._on_changed)
        self.channel.currentIndexChanged.connect(self._on_changed)
        self.by.currentIndexChanged.connect(self._on_changed)
        for box in self.days.values():
            box.value_changed.connect(self._on_changed)
        if self.festivals is not None:
            self.festivals.changed.connect(self._on_changed)
        self.remove.clicked.connect(lambda: self.removed.emit())

    @property
    def cells(self) -> list[tuple[QWidget, int]]:
        """The widgets from left to right."""
        return [(self.active, 1), (self.channel, 1), *self._middle, (self.by, 1), (self.gift, 1), (self.remove, 1)]

    def in_order(self) -> list[QWidget]:
        """What Tab goes through."""
        below = [] if self.festivals is None else [self.festivals]
        return [self.active, self.channel, *self.days.values(), self.by, self.gift, *below, self.remove]

    @property
    def activity(self) -> Activity:
        """What the line is for."""
        return self._entry.line.activity

    def entry(self) -> PolicyEntry:
        """The line as it stands; what was changed for a client is its own from then on."""
        line = self._line()
        is_own = self._is_client and (self._entry.is_own or line != self._entry.line)
        revision = self._entry.revision if self._entry.is_own or not self._is_client else 0
        return self._entry._replace(line=line, is_own=is_own, revision=revision)

    def _line(self) -> PolicyLine:
        line = replace(
            self._entry.line, channel=Channel(self.channel.currentData()), by=self.by.currentData(),
            has_gift=self.gift.isChecked(), is_active=self.active.isChecked(),
        )  # fmt: skip
        days: dict[str, Any] = {name: box.value() for name, box in self.days.items()}
        codes = line.festivals if self.festivals is None else self.festivals.codes()
        return replace(line, festivals=codes, **days)

    def fail(self, field: str, sentence: str) -> None:
        """Say what is wrong under the line and mark its input; an empty sentence clears it."""
        for name, box in self.days.items():
            is_wrong = bool(sentence) and name == field
            box.setProperty("invalid", "true" if is_wrong else "false")
            box.setAccessibleDescription(sentence if is_wrong else "")
            restyle(box)
        self.below.set_role("danger" if sentence else "muted")
        self.below.setText(sentence)
        self.below.setVisible(bool(sentence))
        if not sentence:
            self._show_own()

    def _on_changed(self) -> None:
        self._show_own()
        self.changed.emit()

    def _show_own(self) -> None:
        """A client's own line says what its tier says instead."""
        if not self._is_client:
            return
        is_own = self.entry().is_own
        self.remove.setVisible(is_own)
        self.below.setVisible(is_own)
        self.below.set_role("accent" if is_own else "muted")
        if is_own:
            said = line_words(self._of_tier.line) if self._of_tier else self.tr("nothing")
            self.below.setText(self.tr("Its own. The tier says: {what}").format(what=said))


def line_words(line: PolicyLine) -> str:
    """A line in short: ``拜访，30 / 40 天``."""
    channel = labels.name_of(line.channel)
    if not line.is_active:
        return QCoreApplication.translate("LineEditor", "switched off")
    if line.activity in CLOCKS:
        words = QCoreApplication.translate("LineEditor", "{channel}, {ideal} / {latest} days")
        return words.format(channel=channel, ideal=line.ideal_days, latest=line.latest_days)
    return QCoreApplication.translate("LineEditor", "{channel}, {days} days ahead").format(
        channel=channel, days=line.lead_days
    )


def _channels(present: Channel) -> list[Channel]:
    return [*_OFFERED, *([present] if present not in _OFFERED else [])]


def label_row(parent: QWidget) -> list[tuple[QWidget, int]]:
    """The heads of the columns."""
    words = (
        QCoreApplication.translate("LineEditor", "Touch"), QCoreApplication.translate("LineEditor", "By"), QCoreApplication.translate("LineEditor", "Ideal"), QCoreApplication.translate("LineEditor", "Latest"),
        QCoreApplication.translate("LineEditor", "Spread"), QCoreApplication.translate("LineEditor", "Who"), QCoreApplication.translate("LineEditor", "Gift"), "",
    )  # fmt: skip
    found: list[tuple[QWidget, int]] = []
    for text in words:
        label = PlainLabel(text, parent, face="label", role="muted")
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        found.append((label, 1))
    return found
