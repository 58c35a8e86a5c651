"""The limits of the gift rules as a grid: a row for whoever they hold for, a column for each limit; empty is none."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import amounts
from kam_desktop.core.rules.gift_rule_sets import BASE, FIELDS, MONEY, OFFICIAL, PROFILES
from kam_desktop.core.rules.kinds import ClientKind, Ownership, Tier
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle

Limits = dict[str, dict[str, int | None]]


class GiftLimitGrid(QWidget):
    """Money in yuan. Of the rows that fit a client the strictest holds; the first only where none says anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: dict[tuple[str, str], QLineEdit] = {}
        self.error = Hint("", self, role="danger")
        self.error.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        for column, name in enumerate(FIELDS, 1):
            head = PlainLabel(field_name(name), self, face="label", role="muted", wrap=True)
            head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 0, column)
            grid.setColumnStretch(column, 1)
        for row, profile in enumerate(PROFILES, 1):
            title = PlainLabel(profile_name(profile), self, bold=profile == BASE)
            appearance.scaled(title.setMinimumWidth, 92)
            grid.addWidget(title, row, 0)
            for column, name in enumerate(FIELDS, 1):
                grid.addWidget(self._cell(profile, name), row, column)
        grid.addWidget(self.error, len(PROFILES) + 1, 0, 1, len(FIELDS) + 1)

    def _cell(self, profile: str, name: str) -> QLineEdit:
        cell = self.cells[profile, name] = QLineEdit(self)
        cell.setProperty("extent", "small")
        cell.setAlignment(Qt.AlignmentFlag.AlignRight)
        cell.setMaxLength(14)
        appearance.scaled(cell.setMinimumWidth, 48)
        cell.setAccessibleName(f"{profile_name(profile)} {field_name(name)}")
        return cell

    def show_limits(self, limits: Mapping[str, Mapping[str, int | None]]) -> None:
        """Fill the cells."""
        self.fail(None)
        for (profile, name), cell in self.cells.items():
            value = limits.get(profile, {}).get(name)
            said = amounts.typed(value) if value is not None and name in MONEY else str(value)
            cell.setText("" if value is None else said)

    def limits(self) -> Limits:
        """What stands in the cells. Raises Invalid, and marks the cell that cannot be read."""
        self.fail(None)
        return {profile: {name: self._value(profile, name) for name in FIELDS} for profile in PROFILES}

    def fail(self, place: tuple[str, str] | None, sentence: str = "") -> None:
        """Mark one cell, or none."""
        for key, cell in self.cells.items():
            mark = "true" if key == place else "false"
            if cell.property("invalid") != mark:
                cell.setProperty("invalid", mark)
                restyle(cell)
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        if place in self.cells:
            self.cells[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _value(self, profile: str, name: str) -> int | None:
        text = self.cells[profile, name].text().strip()
        if not text:
            return None
        if name in MONEY:
            value = amounts.minor(text)
        else:
            value = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
        if value is None:
            error = Invalid(f"limits.{profile}.{name}", "gift_rules.bad_number", text=text)
            self.fail((profile, name), labels.sentence(error))
            raise error
        return value


def profile_name(profile: str) -> str:
    """Whom a row of limits holds for."""
    group, _, value = profile.partition(":")
    if profile in (BASE, OFFICIAL):
        names = {
            BASE: QCoreApplication.translate("GiftLimits", "Otherwise"),
            OFFICIAL: QCoreApplication.translate("GiftLimits", "Public official"),
        }
        return names[profile]
    kinds = {"tier": Tier, "kind": ClientKind, "ownership": Ownership}
    name = labels.name_of(kinds[group](value))
    return QCoreApplication.translate("GiftLimits", "Tier {name}").format(name=name) if group == "tier" else name


def field_name(name: str) -> str:
    """What a limit is called, as short as a column wants it."""
    names = {
        "warn": QCoreApplication.translate("GiftLimits", "Tell from"),
        "single": QCoreApplication.translate("GiftLimits", "One gift"),
        "person_year": QCoreApplication.translate("GiftLimits", "Person, year"),
        "person_count": QCoreApplication.translate("GiftLimits", "Person, gifts"),
        "client_year": QCoreApplication.translate("GiftLimits", "Client, year"),
        "client_count": QCoreApplication.translate("GiftLimits", "Client, gifts"),
        "budget": QCoreApplication.translate("GiftLimits", "Tier budget"),
    }
    return names[name]
