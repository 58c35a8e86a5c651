"""Settings: a list of sections at the left, one column of at most 640 at the right."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core.opening import Database
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import appearance, fonts
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.settings.about import AboutSection
from kam_desktop.ui.settings.absences import AbsencesSection
from kam_desktop.ui.settings.backup import BackupSection
from kam_desktop.ui.settings.custom_fields import CustomFieldsSection
from kam_desktop.ui.settings.documents import DocumentsSection
from kam_desktop.ui.settings.general import GeneralSection
from kam_desktop.ui.settings.gift_rules import GiftRulesSection
from kam_desktop.ui.settings.holidays import HolidaysSection
from kam_desktop.ui.settings.policies import PoliciesSection
from kam_desktop.ui.settings.reminders import RemindersSection
from kam_desktop.ui.settings.safety import SafetySection
from kam_desktop.ui.settings.subscription import SubscriptionSection
from kam_desktop.ui.settings.visit_templates import VisitTemplatesSection
from kam_desktop.ui.settings.work import WorkSection
from kam_desktop.ui.settings.workload import WorkloadSection
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.panel import ScrollBody


class SettingsPage(Page):
    """What travels with the store, what belongs to this window, and what the program is."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.SETTING, Entity.ABSENCE})
    language_asked = Signal(str)
    look_asked = Signal(str, float)
    lock_asked = Signal()
    stay_asked = Signal(bool)
    restored = Signal(str)

    def __init__(self, tasks: Tasks, store: Database, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget(self)
        appearance.scaled(self._list.setFixedWidth, 184)
        self._list.setAccessibleName(self.tr("Sections"))
        self._list.setProperty("kind", "sections")
        self._stack = QStackedWidget(self)
        self._names: list[str] = []
        general = GeneralSection(settings)
        general.language_asked.connect(self.language_asked)
        general.look_asked.connect(self.look_asked)
        reminding = RemindersSection(settings, store.folder)
        reminding.stay_asked.connect(self.stay_asked)
        reminding.navigate.connect(self.navigate)
        safety = SafetySection(tasks, store, settings)
        safety.lock_asked.connect(self.lock_asked)
        backup = BackupSection(tasks, store)
        backup.restored.connect(self.restored)
        lines = PoliciesSection()
        lines.navigate.connect(self.navigate)
        for name, title, section in (
            ("general", self.tr("General"), general),
            ("work", self.tr("My work"), WorkSection(tasks, store)),
            ("reminders", self.tr("Reminders"), reminding),
            ("policies", self.tr("Service policies"), lines),
            ("gifts", self.tr("Gift rules"), GiftRulesSection(tasks)),
            ("workload", self.tr("Work hours"), WorkloadSection(tasks)),
            ("absences", self.tr("Ill, on leave"), AbsencesSection(tasks)),
            ("holidays", self.tr("Holiday calendar"), HolidaysSection(tasks)),
            ("subscription", self.tr("Calendar for the phone"), SubscriptionSection(tasks)),
            ("visit_templates", self.tr("Visit templates"), VisitTemplatesSection(tasks)),
            ("custom_fields", self.tr("Custom fields"), CustomFieldsSection(tasks)),
            ("documents", self.tr("Documents"), DocumentsSection(tasks)),
            ("safety", self.tr("Passphrase and keys"), safety),
            ("backup", self.tr("Backup"), backup),
            ("about", self.tr("About"), AboutSection()),
        ):
            self._add(name, title, section)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self._list.currentRowChanged.connect(self._choose)
        self._list.setCurrentRow(0)
        self.setFocusProxy(self._list)

    def title(self) -> str:
        return self.tr("Settings")

    def show_route(self, route: Route) -> None:
        if route.id in self._names:
            self._list.setCurrentRow(self._names.index(route.id))
        self._list.setFocus()

    def reload(self) -> None:
        self._choose(self._stack.currentIndex())

    def next_pane(self) -> None:
        """F6: from the list into the section and back."""
        target = self._stack.currentWidget() if self._list.hasFocus() else self._list
        first = target.nextInFocusChain() if target is not None else None
        (self._list if first is None or target is self._list else first).setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, name: str, title: str, section: QWidget) -> None:
        self._names.append(name)
        item = QListWidgetItem(title)
        item.setSizeHint(QSize(0, fonts.px(32)))
        self._list.addItem(item)
        body = ScrollBody(self._stack)
        holder = QWidget(body)
        appearance.scaled(section.setMaximumWidth, 640)
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 16, 24, 24)
        row = QHBoxLayout()  # a column alone asks for the height at all of the width, where less is wrapped
        row.addWidget(section, 1)
        row.addStretch(0)
        column.addLayout(row)
        column.addStretch(1)
        body.setWidget(holder)
        holder.setAutoFillBackground(False)  # its ground is that of the page, under the ring of the area
        body.setProperty("section", name)
        self._sections = {**getattr(self, "_sections", {}), name: section}
        self._stack.addWidget(body)

    def _choose(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        show: Callable[[], None] | None = getattr(self._sections[self._names[row]], "reload", None)
        if show is not None:
            show()
