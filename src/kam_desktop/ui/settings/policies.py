"""Service policies: what each tier is due, how often at best and at the latest (D-4.1, D-4.2)."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSpinBox, QTableWidget, QTableWidgetItem, QWidget

from kam_desktop import runtime
from kam_desktop.core import policies, touches
from kam_desktop.core.rules.kinds import Activity, Channel
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PrimaryButton


class PoliciesSection(Section):
    """One row a line of policy; the days can be changed, and the plan follows."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("", " ")
        self.tasks = tasks
        self._rows: list[policies.PolicyRow] = []
        self.column.itemAt(0).widget().setText(self.tr("Service policies"))  # type: ignore[union-attr]
        self.column.itemAt(1).widget().setText(  # type: ignore[union-attr]
            self.tr(
                "How often each tier is due what, in days. Past the ideal a touch is due; past the latest it is red."
            )
        )
        self.table = QTableWidget(0, 5, self)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(fonts.px(44))
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setHorizontalHeaderLabels(
            (labels.field("tier"), self.tr("Touch"), self.tr("By"), self.tr("Ideal"), self.tr("Latest"))
        )
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.column.addWidget(self.table)
        self.save = PrimaryButton(self.tr("Save and plan again"), self)
        self.save.clicked.connect(self._save)
        self.add_buttons(self.save)

    def reload(self) -> None:
        """Read the policies again."""
        self.tasks.read(self, policies.rows, done=self._fill)

    def _fill(self, rows: list[policies.PolicyRow]) -> None:
        self._rows = rows
        self._days: dict[tuple[int, int], QSpinBox] = {}
        self.table.setRowCount(len(rows))
        for line, row in enumerate(rows):
            texts = (row.tier, labels.name_of(Activity(row.activity)), labels.name_of(Channel(row.channel)))
            for column, text in enumerate(texts):
                self.table.setItem(line, column, QTableWidgetItem(text))
            for column, days in ((3, row.ideal_days), (4, row.latest_days)):
                self._put_days(line, column, days, f"{texts[0]} {texts[1]}")
        self.table.setFixedHeight(fonts.px(44) * len(rows) + fonts.px(34))
        for column in (3, 4):
            self.table.setColumnWidth(column, fonts.px(96))

    def _put_days(self, line: int, column: int, days: int, name: str) -> None:
        if not days:
            self.table.setItem(line, column, QTableWidgetItem("—"))
            return
        box = QSpinBox(self.table)
        box.setRange(1, 1000)
        box.setValue(days)
        head = self.table.horizontalHeaderItem(column)
        box.setAccessibleName(f"{name} {head.text() if head else ''}")
        holder = QWidget(self.table)
        row = QHBoxLayout(holder)
        row.setContentsMargins(4, 4, 4, 4)
        row.addWidget(box)
        self._days[line, column] = box
        self.table.setCellWidget(line, column, holder)

    def _save(self) -> None:
        days = {}
        for line, row in enumerate(self._rows):
            ideal, latest = self._days.get((line, 3)), self._days.get((line, 4))
            if ideal is not None and latest is not None:
                days[row.id] = (ideal.value(), max(ideal.value(), latest.value()))

        def work(session: Any) -> None:
            policies.set_days(session, days)
            touches.plan_all(session, today=runtime.today())

        self.tasks.write(self, work, said=self.tr("Policies saved, plan made anew"))
