"""The head of a person's page: who, where, how they stand to us, and how to reach them."""

from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.portraits import Portrait
from kam_desktop.ui import appearance, labels, painting
from kam_desktop.ui.people import wording
from kam_desktop.ui.people.reading import Seen
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, QuietButton
from kam_desktop.ui.widgets.chip import Tag
from kam_desktop.ui.widgets.flow import FlowLayout
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, plain_tip


class Reach(QWidget):
    """Phones, e-mails and WeChat in a row: a click copies, the small arrow dials or writes."""

    copied = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=8)
        self._flow.setContentsMargins(16, 8, 16, 9)

    def show_ways(self, seen: Seen) -> None:
        """Fill in everything; the first number comes first."""
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        person = seen.portrait.person
        for number, stored in zip(seen.numbers, person["phones"], strict=True):
            self._add("phone", number, f"tel:{stored}")
        for email in person["emails"]:
            self._add("mail", email, f"mailto:{email}")
        if person["wechat"]:
            self._add("message", person["wechat"], "", self.tr("WeChat"))
        if not self._flow.count():
            self._flow.addWidget(Hint(self.tr("No phone, no e-mail, no WeChat yet"), self, wrap=False))
        for text in self._habits(person):
            hint = Hint(text, self, wrap=False)
            appearance.scaled(hint.setFixedHeight, 28)
            self._flow.addWidget(hint)

    def buttons(self) -> list[QuietButton]:
        """The texts that can be copied."""
        return self.findChildren(QuietButton)

    def _habits(self, person: dict[str, Any]) -> list[str]:
        pairs = ((labels.field("preferred_hours"), person["preferred_hours"]),)
        return [f"{name}{wording.colon()}{text}" for name, text in pairs if text]

    def _add(self, icon: str, text: str, url: str, kind: str = "") -> None:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        button = QuietButton(f"{kind} {text}".strip(), holder, icon=icon, size="small")
        button.setToolTip(plain_tip(self.tr("Copy {text}").format(text=text)))
        button.clicked.connect(lambda: self._copy(text))
        row.addWidget(button)
        if url:
            tip = self.tr("Call {text}") if icon == "phone" else self.tr("Write to {text}")
            act = IconButton("external-window", tip.format(text=text), holder, size="small")
            act.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(url)))
            row.addWidget(act)
        self._flow.addWidget(holder)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.under(painter, self.rect())


class ContactHead(QWidget):
    """Name and actions, then the client and what is known of the post. The page connects the buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = PlainLabel("", self, face="title", bold=True, elide=True)
        self.greeting = PlainLabel("", self, role="muted", elide=True)
        self._tags = QHBoxLayout()
        self._tags.setSpacing(8)
        self.log_button = PlainButton(self.tr("Log a contact"), self, icon="plus", keys="L")
        self.visit_button = PlainButton(self.tr("Plan a visit"), self, icon="visit", keys="V")
        self.panel_button = PlainButton(self.tr("Details"), self, keys="F6")
        self.map_button = IconButton("team", self.tr("Relationship map"), self, keys="M", is_framed=True)
        self.edit_button = IconButton("edit", self.tr("Edit"), self, keys="E", is_framed=True)
        self.more_button = IconButton("more", self.tr("More actions"), self, is_framed=True)
        self.client_button = QuietButton("", self, icon="clients", size="small")
        self.post = PlainLabel("", self, role="muted", elide=True)
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        for part in (self.name, self.greeting):
            first.addWidget(part)
        first.addStretch(1)
        for button in self.tools():
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.client_button)
        second.addWidget(self.post, 1)
        second.addLayout(self._tags)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 8)
        rows.setSpacing(4)
        rows.addLayout(first)
        rows.addLayout(second)

    def tools(self) -> list[QWidget]:
        """The buttons, left to right."""
        return [
            self.visit_button, self.log_button, self.panel_button, self.map_button, self.edit_button, self.more_button,
        ]  # fmt: skip

    def show_portrait(self, portrait: Portrait) -> None:
        """Fill in everything."""
        person = portrait.person
        self.name.setText(person["name"])
        self.greeting.setText(self._greeting(person))
        self.client_button.setText(portrait.client)
        self.client_button.setAccessibleName(self.tr("To {client}").format(client=portrait.client))
        self.post.setText(self._post(portrait))
        self._show_tags(person)
        for part in (self.name, self.greeting, self.post):
            part.updateGeometry()

    def tags(self) -> list[Tag]:
        """The chips of the head."""
        items = (self._tags.itemAt(place) for place in range(self._tags.count()))
        held = (item.widget() for item in items if item is not None)
        return [widget for widget in held if isinstance(widget, Tag)]

    def _greeting(self, person: dict[str, Any]) -> str:
        if not person["greeting_name"]:
            return ""
        return self.tr("“{name}”").format(name=person["greeting_name"])

    def _post(self, portrait: Portrait) -> str:
        """``采购主管 · 2024 年 3 月 1 日起``, and after leaving since when and who followed."""
        person = portrait.person
        since = next((card.since_on for card in portrait.cards if card.contact_id == person["id"]), None)
        parts = [person["title"]]
        if since and not person["has_left"]:
            parts.append(self.tr("since {day}").format(day=labels.day(since)))
        if person["has_left"]:
            day = labels.day(person["left_on"]) if person["left_on"] else ""
            parts.append(self.tr("left {day}").format(day=day).strip())
            if portrait.successor:
                parts.append(self.tr("succeeded by {name}").format(name=portrait.successor.name))
        return " · ".join(part for part in parts if part)

    def _show_tags(self, person: dict[str, Any]) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        level = wording.influence(person["influence"])
        shown = (
            (labels.field("has_left") if person["has_left"] else "", "warning"),
            (labels.field("is_primary") if person["is_primary"] else "", "muted"),
            (wording.role(person["buying_role"]), "text"),
            (wording.attitude(person["attitude"]), wording.attitude_role(person["attitude"])),
            (f"{labels.field('influence')}{wording.colon()}{level}" if level else "", "text"),
        )
        for text, role in shown:
            if text:
                self._tags.addWidget(Tag(text, self, role=role), 0, Qt.AlignmentFlag.AlignVCenter)
