"""The gift rules of the company: limits, what each rule asks for, words; a change is a new version (D-7.2)."""

from functools import partial
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import gift_rule_effect, gift_rules
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.gift_rule_effect import Effect
from kam_desktop.core.gift_rules import Version
from kam_desktop.core.rules import gift_rule_sets
from kam_desktop.core.rules.gift_rule_sets import ACTIONS, FIXED, RuleSet
from kam_desktop.core.rules.kinds import Entity, GiftAction
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.settings.gift_limit_grid import GiftLimitGrid
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.panel import SideScroll
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

_SEEN: Final = 30
_TWO: Final = 520  # px for two columns of rules


class GiftRulesSection(Section):
    """Nothing is edited in place: what is typed is tried on the last year, then saved as a new version."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("", " ")
        self.setParent(parent)
        self.tasks = tasks
        self.say(
            self.tr("Gift rules"),
            self.tr(
                "Limits in yuan; of the rows that fit, the strictest holds. A change is a new version with its reason."
            ),
        )
        self.grid = GiftLimitGrid(self)
        self.asks: dict[str, QComboBox] = {}
        self._names: dict[str, PlainLabel] = {}
        self._per_column = 0
        self.days = {name: QLineEdit(self) for name in ("repeat", "category", "split")}
        self.words = {name: QLineEdit(self) for name in ("cash", "taboo")}
        self.reason, self.valid_from = QLineEdit(self), DateField(runtime.today(), self)
        self.try_button = PlainButton(self.tr("Try on the last year"), self)
        self.save_button = PrimaryButton(self.tr("Save as a new version"), self)
        self.effect, self.versions = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.try_button.clicked.connect(self.preview)
        self.save_button.clicked.connect(self.save)
        tasks.data_changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.column.insertWidget(2, SideScroll(self.grid, self))
        self.column.insertLayout(3, self._make_actions())
        self.form.add_section(self.tr("Days and words"))
        self.form.add_row(
            ("days.repeat", self.tr("The same gift within days"), self.days["repeat"], 1),
            ("days.category", self.tr("The same category within days"), self.days["category"], 1),
            ("days.split", self.tr("Counted as one within days"), self.days["split"], 1),
        )
        self.form.add("words.cash", self.tr("More words for cash"), self.words["cash"])
        self.form.add("words.taboo", self.tr("More words of taboo"), self.words["taboo"])
        self.form.add_section(self.tr("New version"))
        self.form.add_row(
            ("reason", self.tr("Why the rules change"), self.reason, 2),
            ("valid_from", self.tr("Holds from"), self.valid_from, 1),
        )
        for line in self.words.values():
            line.setPlaceholderText(self.tr("With commas between them"))
        self.add_buttons(self.try_button, self.save_button)
        self.column.addLayout(self.effect)
        self.column.addWidget(SectionLabel(self.tr("Versions"), self))
        self.column.addLayout(self.versions)

    def _make_actions(self) -> QVBoxLayout:
        """What each rule asks for."""
        grid = self._actions = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for code in ACTIONS:
            box = self.asks[code] = QComboBox(self)
            box.setProperty("extent", "small")
            for action in GiftAction:
                box.addItem(labels.name_of(action), action.value)
            name = labels.say(f"gift_rule.short.{code}")
            box.setAccessibleName(name)
            box.setEnabled(code not in FIXED)
            box.setToolTip(self.tr("Always forbidden") if code in FIXED else "")
            self._names[code] = PlainLabel(name, self, wrap=True)
        self._place_actions()
        whole = QVBoxLayout()
        whole.setSpacing(8)
        whole.addWidget(SectionLabel(self.tr("What each rule asks for"), self))
        whole.addLayout(grid)
        return whole

    def _place_actions(self) -> None:
        """In two columns where both can be read."""
        per_column = (len(ACTIONS) + 1) // 2 if self.width() >= fonts.px(_TWO) else len(ACTIONS)
        if per_column == self._per_column:
            return
        self._per_column = per_column
        for place, code in enumerate(ACTIONS):
            row, column = place % per_column, 2 * (place // per_column)
            self._actions.addWidget(self._names[code], row, column)
            self._actions.addWidget(self.asks[code], row, column + 1)
        for column in (0, 2):
            self._actions.setColumnStretch(column, int(column == 0 or per_column < len(ACTIONS)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_actions()

    def reload(self) -> None:
        """Show the rules in force, unless somebody is typing others."""
        today = runtime.today()
        self.tasks.read(self, lambda s: gift_rules.versions(s, today=today), done=self._show)

    def _on_changed(self, entities: frozenset[Entity]) -> None:
        if Entity.GIFT_RULES in entities and self.isVisible():
            self.reload()

    def _show(self, versions: list[Version]) -> None:
        held = next(each for each in versions if each.is_current)
        self._fill(held.rules)
        _empty(self.versions)
        for each in versions:
            self.versions.addWidget(self._line(each))

    def _fill(self, rules: RuleSet) -> None:
        self.grid.show_limits(rules.limits)
        for code, box in self.asks.items():
            box.setCurrentIndex(box.findData(rules.actions[code].value))
        for name, line in self.days.items():
            line.setText(str(rules.days[name]))
        for name, said in (("cash", rules.cash_words), ("taboo", rules.taboo_words)):
            self.words[name].setText("、".join(said))

    def _line(self, version: Version) -> Card:
        """One version: since when, by whom, why; its values can be looked at."""
        card = Card(self)
        since = labels.day(version.valid_from) if version.valid_from else self.tr("as the program comes")
        title = self.tr("Version {n}, from {day}") if version.valid_from else self.tr("Version {n}, {day}")
        card.add_title(
            title.format(n=version.version, day=since),
            self.tr("In force") if version.is_current else "",
            bold=version.is_current,
        )
        row = QHBoxLayout()
        said = " · ".join(filter(None, (version.author, version.reason)))
        row.addWidget(Hint(said, card), 1)
        show = QuietButton(self.tr("Show its values"), card, size="small")
        show.clicked.connect(partial(self._fill, version.rules))
        row.addWidget(show)
        card.column.addLayout(row)
        return card

    # --- trying and saving

    def document(self) -> dict[str, Any]:
        """What is typed. Raises Invalid with the place; it is marked."""
        self.form.set_errors({})
        data = {
            "limits": self.grid.limits(),
            "actions": {code: box.currentData() for code, box in self.asks.items()},
            "days": {name: _number(line.text()) for name, line in self.days.items()},
            "words": {name: _words(line.text()) for name, line in self.words.items()},
        }
        gift_rule_sets.read(data)
        return data

    def preview(self) -> None:
        """What it would have said of the last year's gifts."""
        if (data := self._typed()) is not None:
            today = runtime.today()
            self.tasks.read(
                self, lambda s: gift_rule_effect.preview(s, data, today=today), done=self.show_effect, failed=self._fail
            )

    def save(self) -> None:
        """A new version."""
        data, reason, today = self._typed(), self.reason.text(), runtime.today()
        since = self.valid_from.value()
        if data is None:
            return
        self.tasks.write(
            self, lambda s: gift_rules.save(s, data, reason=reason, today=today, valid_from=since), done=self._on_saved,
            failed=self._fail, said=self.tr("The rules are saved as a new version"),
        )  # fmt: skip

    def show_effect(self, effect: Effect) -> None:
        """How many would have been judged otherwise, and which."""
        _empty(self.effect)
        words = self.tr("{given} gifts were given in the last year; {n} would have been judged otherwise.")
        self.effect.addWidget(
            PlainLabel(words.format(given=effect.given, n=len(effect.changed)), self, bold=True, wrap=True)
        )
        for each in effect.changed[:_SEEN]:
            card = Card(self)
            card.add_title(
                f"{each.row.item} · {each.row.client}", labels.money(each.row.value_minor, each.row.currency)
            )
            change = self.tr("{before} → {after}").format(
                before=labels.name_of(each.before), after=labels.name_of(each.after)
            )
            rules = self.tr(", ").join(labels.say(f"gift_rule.short.{code}") for code in each.codes)
            card.add_line(" · ".join(filter(None, (change, rules))), labels.day(each.row.on), role="warning")
            self.effect.addWidget(card)
        if (more := len(effect.changed) - _SEEN) > 0:
            self.effect.addWidget(Hint(self.tr("and {n} more").format(n=more), self))

    def _typed(self) -> dict[str, Any] | None:
        try:
            return self.document()
        except Invalid as error:
            self._fail(error)
            return None

    def _on_saved(self, _version: int) -> None:
        self.reason.clear()
        _empty(self.effect)

    def _fail(self, error: KamError) -> None:
        if not isinstance(error, Invalid):
            self.tasks.refused.emit(error)
        elif error.field.startswith("limits."):
            profile, _, name = error.field.removeprefix("limits.").rpartition(".")
            self.grid.fail((profile, name), labels.sentence(error))
        elif not self.form.takes(error, labels.sentence(error)):
            self.tell(labels.sentence(error), "danger")


def _number(text: str) -> int | str:
    """What is no number is refused by the rules, with its place."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 9 else plain


def _words(text: str) -> list[str]:
    for mark in "，,；;":
        text = text.replace(mark, "、")
    return [word.strip() for word in text.split("、") if word.strip()]


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
