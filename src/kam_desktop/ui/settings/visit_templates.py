"""Templates of visits: which there are, and one of them to be written (D-6.5)."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit

from kam_desktop.core import visit_templates
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.kinds import ClientKind, Entity, Tier
from kam_desktop.core.visit_templates import Template
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.text_box import TextBox

_ROWS: Final = 6  # of the list that are seen


class VisitTemplatesSection(Section):
    """What is written stays until it is saved or another template is chosen; each save can be undone."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("", " ")
        self.tasks = tasks
        about = self.tr("What a plan and a report begin with. On the page of a visit, Alt+T fills the empty fields.")
        self.say(self.tr("Visit templates"), about)
        self._templates: list[Template] = []
        self._shown = Template("")
        self._make_list()
        self._make_form()
        self.save = PrimaryButton(self.tr("Save the template"), self)
        self.new = PlainButton(self.tr("New template"), self, icon="plus")
        self.remove = QuietButton(self.tr("Remove"), self)
        self.save.clicked.connect(self._save)
        self.new.clicked.connect(self.start_new)
        self.remove.clicked.connect(self._remove)
        self.add_buttons(self.save, self.new, self.remove)
        tasks.data_changed.connect(self._on_changed)

    def _make_list(self) -> None:
        self.list = QListWidget(self)
        self.list.setProperty("kind", "choices")
        self.list.setAccessibleName(self.tr("Templates"))
        appearance.scaled(self.list.setFixedHeight, 28 * _ROWS + 6)
        self.list.currentRowChanged.connect(self._choose)
        self.column.insertWidget(2, self.list)

    def _make_form(self) -> None:
        self.name = QLineEdit(self)
        self.name.setMaxLength(128)
        self.tier, self.client_kind = QComboBox(self), QComboBox(self)
        self.tier.addItem(self.tr("any"), "")
        self.client_kind.addItem(self.tr("any"), "")
        for tier in Tier:
            self.tier.addItem(tier.value, tier.value)
        for kind in ClientKind:
            self.client_kind.addItem(labels.name_of(kind), kind.value)
        self.form.add_row(
            ("name", self.tr("Name"), self.name, 3), ("tier", self.tr("Tier"), self.tier, 1),
            ("client_kind", self.tr("Kind of client"), self.client_kind, 2),
        )  # fmt: skip
        self.texts: dict[str, QPlainTextEdit] = {}
        for name, words, lines in (
            ("objective", self.tr("Objective"), 1), ("agenda", self.tr("Agenda"), 4),
            ("to_bring", self.tr("To bring, one a line"), 3), ("discussed", self.tr("Discussion"), 4),
            ("needs", self.tr("Needs found"), 2), ("competitors", self.tr("Competitors"), 1),
        ):  # fmt: skip
            self.texts[name] = TextBox("", self, lines=lines, grows=False)
            self.form.add(name, words, self.texts[name])

    def reload(self) -> None:
        """Read the templates again; what is being written stays."""
        lang = labels.language()
        self.tasks.read(self, lambda session: visit_templates.listed(session, lang), done=self._show)

    def typed(self) -> Template:
        """What stands in the form."""
        texts = {name: self.texts[name].toPlainText().strip() for name in visit_templates.TEXTS}
        lines = self.texts["to_bring"].toPlainText().splitlines()
        return Template(
            self.name.text().strip(), str(self.tier.currentData()), str(self.client_kind.currentData()),
            to_bring=tuple(line.strip() for line in lines if line.strip()), id=self._shown.id, **texts,
        )  # fmt: skip

    def start_new(self) -> None:
        """An empty form."""
        self.list.setCurrentRow(-1)
        self._fill(Template(""))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, templates: list[Template]) -> None:
        is_touched = self.typed() != self._shown
        self._templates = templates
        self.list.blockSignals(True)
        self.list.clear()
        for each in templates:
            item = QListWidgetItem(" · ".join(part for part in (each.name, each.tier, _kind(each)) if part))
            item.setSizeHint(QSize(0, fonts.px(28)))
            self.list.addItem(item)
        at = next((at for at, each in enumerate(templates) if each.id == self._shown.id), -1)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        if is_touched:
            return
        if at < 0 and templates:
            self.list.setCurrentRow(0)
        elif at >= 0:
            self._fill(templates[at])

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._templates) and self._templates[row].id != self._shown.id:
            self._fill(self._templates[row])

    def _fill(self, template: Template) -> None:
        self.form.set_errors({})
        self.name.setText(template.name)
        for box, chosen in ((self.tier, template.tier), (self.client_kind, template.client_kind)):
            box.setCurrentIndex(max(0, box.findData(chosen)))
        for name in visit_templates.TEXTS:
            self.texts[name].setPlainText(getattr(template, name))
        self.texts["to_bring"].setPlainText("\n".join(template.to_bring))
        self._shown = template
        self.remove.setVisible(bool(template.id))

    def _save(self) -> None:
        typed = self.typed()
        self.form.set_errors({})
        self.tasks.write(
            self, lambda session: visit_templates.save(session, typed), done=self._on_saved, failed=self._refuse,
            said=self.tr("Template saved"),
        )  # fmt: skip

    def _on_saved(self, template_id: str) -> None:
        """What stands in the form is what is kept; the list is read again by the change itself."""
        self._shown = Template("", id=template_id)
        self._shown = self.typed()

    def _remove(self) -> None:
        template_id, lang = self._shown.id, labels.language()
        self._fill(Template(""))
        self.tasks.write(
            self, lambda session: visit_templates.remove(session, template_id, lang), said=self.tr("Template removed")
        )

    def _refuse(self, error: KamError) -> None:
        if not (isinstance(error, Invalid) and self.form.takes(error, labels.sentence(error))):
            self.tasks.refused.emit(error)

    def _on_changed(self, entities: frozenset[Entity]) -> None:
        if Entity.VISIT_TEMPLATE in entities:
            self.reload()


def _kind(template: Template) -> str:
    return labels.name_of(ClientKind(template.client_kind)) if template.client_kind in set(ClientKind) else ""
