"""Language, light or dark, size of text: of this window on this computer."""

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QComboBox

from kam_desktop.ui import labels
from kam_desktop.ui.settings.section import Section


class GeneralSection(Section):
    """Every choice takes effect at once."""

    language_asked = Signal(str)
    look_asked = Signal(str, float)

    def __init__(self, settings: QSettings) -> None:
        super().__init__("")
        self.column.itemAt(0).widget().setText(self.tr("General"))  # type: ignore[union-attr]
        self.language = self._choice((("zh_CN", "简体中文"), ("en", "English")), labels.language())
        scheme = str(settings.value("window/scheme", "system", type=str))
        self.scheme = self._choice(
            (("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))), scheme
        )
        scale = float(str(settings.value("window/scale", 1.0)))
        self.scale = self._choice(tuple((each, f"{each:.0%}") for each in (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)), scale)
        self.form.add("language", self.tr("Language"), self.language)
        self.form.add("scheme", self.tr("Appearance"), self.scheme)
        self.form.add("scale", self.tr("Size of text"), self.scale)
        self.language.activated.connect(lambda _i: self.language_asked.emit(self.language.currentData()))
        for box in (self.scheme, self.scale):
            box.activated.connect(lambda _i: self.look_asked.emit(self.scheme.currentData(), self.scale.currentData()))

    def _choice(self, choices: tuple[tuple[object, str], ...], present: object) -> QComboBox:
        box = QComboBox(self)
        for value, name in choices:
            box.addItem(name, value)
        box.setCurrentIndex(max(box.findData(present), 0))
        return box
