"""Documents: the company's logo, and how their files are called."""

from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core import prepared_files, settings
from kam_desktop.core.errors import FileError, Invalid, KamError
from kam_desktop.core.rules import file_patterns
from kam_desktop.documents import file_names
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_PICTURES: Final = "*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff"
_LONGEST: Final = 600  # pixels of the longer side: enough for print at 30 mm


class DocumentsSection(Section):
    """The logo is shrunk and loses what a camera wrote into it; the pattern shows what it makes while it is typed."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("")
        self.say(self.tr("Documents"))
        self.tasks = tasks
        self.logo = PlainLabel("", self, role="muted")
        appearance.scaled(self.logo.setFixedWidth, 220)
        appearance.scaled(self.logo.setFixedHeight, 72)
        self.logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.logo.setProperty("kind", "card")
        self.logo.setAccessibleName(self.tr("Company logo"))
        self.choose = PlainButton(self.tr("Choose …"), self, icon="file")
        self.remove = QuietButton(self.tr("Remove"), self)
        self.pattern = QLineEdit(self)
        self.save = PrimaryButton(self.tr("Save"), self)
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(lambda: self._put_logo(b""))
        self.pattern.textChanged.connect(lambda _text: self._show_example())
        self.save.clicked.connect(self._save_pattern)

    def _lay_out(self) -> None:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.logo, self.choose, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        box.setFocusProxy(self.choose)
        self.logo_field = self.form.add("logo", self.tr("Company logo, at the top of first pages"), box)
        self.pattern_field = self.form.add("pattern", self.tr("Names of files"), self.pattern)
        parts = " ".join("{" + name + "}" for name in file_patterns.PLACEHOLDERS)
        self.form.add_widget(
            Hint(
                self.tr("Parts that are filled in: {parts}. Empty ones go with the sign before them.").format(
                    parts=parts
                ),
                self,
            )
        )
        self.add_buttons(self.save)

    def reload(self) -> None:
        """Read both again."""
        names = ("company_logo", "file_name_pattern")
        self.tasks.read(self, lambda s: tuple(str(settings.get(s, name)) for name in names), done=self._fill)

    def _fill(self, values: tuple[str, ...]) -> None:
        logo, pattern = values
        self._show_logo(b64decode(logo) if logo else b"")
        if not self.pattern.isModified():
            self.pattern.setText(pattern)
        self._show_example()

    def _show_logo(self, data: bytes) -> None:
        picture = QPixmap()
        if data and picture.loadFromData(data):
            room = self.logo.size() * self.devicePixelRatioF() * 0.85
            small = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            small.setDevicePixelRatio(self.devicePixelRatioF())
            self.logo.setPixmap(small)
        else:
            self.logo.setText(self.tr("No logo"))
        self.remove.setEnabled(bool(data))

    def _choose(self) -> None:
        kinds = "{name} ({endings})".format(name=self.tr("Pictures"), endings=_PICTURES)
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", kinds)
        if chosen:
            self.take_logo(Path(chosen))

    def take_logo(self, path: Path) -> None:
        """Shrink a picture and keep it; one that cannot be read is refused with the reason."""

        def work(_progress: Any, _is_cancelled: Any) -> bytes:
            made = prepared_files.prepare(path)
            if not made.is_picture:
                raise FileError("photo.unreadable", path=path.name)
            return prepared_files.shrunk(made.content, _LONGEST)

        def refuse(error: KamError) -> None:
            self.logo_field.set_error(labels.sentence(error))

        self.logo_field.set_error(None)
        self.tasks.run(self, work, done=self._put_logo, failed=refuse, label=self.tr("Reading the picture"))

    def _put_logo(self, data: bytes) -> None:
        text = b64encode(data).decode("ascii")
        said = self.tr("Logo kept") if data else self.tr("Logo removed")
        self.tasks.write(
            self, lambda s: settings.put(s, "company_logo", text), done=lambda _none: self._show_logo(data), said=said
        )  # fmt: skip

    def _show_example(self) -> None:
        try:
            pattern = file_patterns.checked(self.pattern.text())
        except Invalid as error:
            self.pattern_field.set_error(labels.sentence(error))
            return
        self.pattern_field.set_error(None)
        name = file_names.paper_name(
            "visit", runtime.today(), labels.language(), client=self.tr("Ningbo Hengyi"), version=2,
            manager=self.tr("Liu Min"), tier="A", pattern=pattern,
        )  # fmt: skip
        self.pattern_field.set_hint(self.tr("For example {name}").format(name=name))

    def _save_pattern(self) -> None:
        try:
            pattern = file_patterns.checked(self.pattern.text())
        except Invalid as error:
            self.form.takes(error, labels.sentence(error))
            return
        self.pattern.setModified(False)
        self.pattern.setText(pattern)
        self.tasks.write(self, lambda s: settings.put(s, "file_name_pattern", pattern), said=self.tr("Settings saved"))
