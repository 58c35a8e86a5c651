"""The side panel: what the chosen files are, and what can be said of one and done with them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from kam_desktop.core.attachments import CAPTION, FileRow
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.ui import labels
from kam_desktop.ui.files import wording
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.panel import SidePanel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class _Line(QLineEdit):
    """Esc brings back what is stored; Enter and leaving keep what is typed."""

    kept = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stored = ""
        self.setMaxLength(CAPTION)
        self.setAcceptDrops(False)  # a file that is dropped here is meant for the page
        self.editingFinished.connect(self._on_finished)

    def show_stored(self, text: str) -> None:
        """What the store has."""
        self._stored = text
        self.setText(text)
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._stored:
            self.setText(self._stored)
        else:
            super().keyPressEvent(event)

    def _on_finished(self) -> None:
        if self.text().strip() != self._stored:
            self._stored = self.text().strip()
            self.kept.emit(self._stored)


class Details(SidePanel):
    """Shows ``show_rows``; each change is told by a signal and written at once."""

    captioned = Signal(str, str)  # id, caption
    renamed = Signal(str, str)  # id, name
    kind_chosen = Signal(object)  # AttachmentKind
    whose_chosen = Signal(str)  # id of a person, or empty
    open_asked = Signal()
    save_asked = Signal()
    remove_asked = Signal()
    contact_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=280)
        self._rows: Sequence[FileRow] = ()
        self._make_parts()
        self._fill()
        self._connect()
        self.show_rows(())

    def _make_parts(self) -> None:
        self.title = PlainLabel("", self, face="head", bold=True, wrap=True)
        self.about = PlainLabel("", self, face="label", role="muted", wrap=True)
        self.caption = _Line(self)
        self.caption.setPlaceholderText(self.tr("What it shows, also in reports"))
        self.name = _Line(self)
        self.kind = QComboBox(self)
        for kind in AttachmentKind:
            self.kind.addItem(labels.name_of(kind), kind)
        self.whose = QComboBox(self)
        self._fields = {
            "caption": Field(self.tr("Caption"), self.caption, self),
            "kind": Field(self.tr("Kind"), self.kind, self),
            "whose": Field(self.tr("Whose"), self.whose, self),
            "name": Field(self.tr("File name"), self.name, self),
        }
        self.never = Hint(self.tr("It can run by itself, so it is never opened from here; save it elsewhere."), self)
        self.contact = PlainButton(self.tr("Make a contact from it"), self, icon="user")
        self.open = PlainButton(self.tr("Open"), self, icon="external-window", keys="Enter")
        self.save = PlainButton(self.tr("Save elsewhere"), self, icon="download", keys="Ctrl+S")
        self.remove = PlainButton(self.tr("Remove"), self, icon="trash", keys="Del")
        self.keep_original = QCheckBox(self.tr("Keep place and device data"), self)
        self._keep_hint = Hint(self.tr("Otherwise a photo forgets where and with what it was taken."), self)
        self.keep_original.setAccessibleDescription(self._keep_hint.text())

    def _fill(self) -> None:
        self.head.addWidget(self.title)
        self.head.addWidget(self.about)
        self.body.setSpacing(12)
        for field in self._fields.values():
            self.body.addWidget(field)
        for part in (self.never, self.contact, self.open, self.save, self.remove):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.keep_original)
        self.foot.addWidget(self._keep_hint)
        self.foot.setSpacing(4)

    def _connect(self) -> None:
        self.caption.kept.connect(lambda text: self.captioned.emit(self._rows[0].id, text))
        self.name.kept.connect(self._on_renamed)
        self.kind.activated.connect(lambda _at: self.kind_chosen.emit(AttachmentKind(self.kind.currentData())))
        self.whose.activated.connect(lambda _at: self.whose_chosen.emit(self.whose.currentData()))
        for button, asked in (
            (self.open, self.open_asked), (self.save, self.save_asked), (self.remove, self.remove_asked),
            (self.contact, self.contact_asked),
        ):  # fmt: skip
            button.clicked.connect(lambda _=False, asked=asked: asked.emit())

    def show_people(self, people: Sequence[tuple[str, str]]) -> None:
        """The people of the client, id and name, whose a file may be."""
        self.whose.clear()
        for row_id, name in (("", self.tr("Nobody in particular")), *people):
            self.whose.addItem(name, row_id)

    def show_rows(self, rows: Sequence[FileRow]) -> None:
        """These are chosen now. What is being typed about the same file stays."""
        is_same = [row.id for row in rows] == [row.id for row in self._rows]
        self._rows = rows
        one = rows[0] if len(rows) == 1 else None
        self._show_title(rows)
        self._show_editors(one, is_same=is_same)
        kinds = {row.kind for row in rows}
        self.kind.setCurrentIndex(self.kind.findData(kinds.pop()) if len(kinds) == 1 else -1)
        owners = {row.contact_id or "" for row in rows}
        self.whose.setCurrentIndex(self.whose.findData(owners.pop()) if len(owners) == 1 else -1)
        self._fields["kind"].setVisible(bool(rows))
        self._fields["whose"].setVisible(bool(rows) and self.whose.count() > 1)
        self.never.setVisible(one is not None and not one.may_open)
        self.open.setVisible(one is not None and one.may_open)
        self.contact.setVisible(one is not None and one.kind is AttachmentKind.CARD)
        for part in (self.save, self.remove):
            part.setVisible(bool(rows))

    def _show_title(self, rows: Sequence[FileRow]) -> None:
        if len(rows) == 1:
            self.title.setText(rows[0].name)
            self.about.setText(f"{wording.size(rows[0].size)} · {wording.day(rows[0])}")
        elif rows:
            self.title.setText(self.tr("%n files chosen", "", len(rows)))
            self.about.setText(wording.size(sum(row.size for row in rows)))
        else:
            self.title.setText(self.tr("No file chosen"))
            self.about.setText(self.tr("Choose one to see what it is, or drop more onto the page."))

    def _show_editors(self, one: FileRow | None, *, is_same: bool) -> None:
        self._fields["caption"].setVisible(one is not None)
        self._fields["name"].setVisible(one is not None)
        if one is None:
            return
        for editor, stored in ((self.caption, one.caption), (self.name, one.name)):
            if not (is_same and editor.hasFocus() and editor.isModified()):
                editor.show_stored(stored)

    def _on_renamed(self, text: str) -> None:
        if text:
            self.renamed.emit(self._rows[0].id, text)
        else:
            self.name.show_stored(self._rows[0].name)
