"""What the policy as it stands does to the coming twelve weeks: in a sentence, by channel, and week by week."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from kam_desktop.core.policy_effect import Effect, weekly
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.rules.placing import MINUTES
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.charts.chart import Said
from kam_desktop.ui.widgets.charts.columns import Column, ColumnChart
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.panel import SidePanel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel


class EffectSide(SidePanel):
    """``show_effect`` after each change; the buttons below are the page's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=344)
        self._effect: Effect | None = None
        self._picked = ""  # the channel that a person chose to see; empty: the one that the sentence is about
        self.head.setSpacing(4)
        self.sentence = PlainLabel("", self, bold=True, wrap=True)
        self.room = Hint("", self)
        self.unplaced = Hint("", self)
        self.about = Hint("", self)
        for each in (self.sentence, self.room, self.unplaced, self.about):
            self.head.addWidget(each)
        self.chips = ChipRow(self)
        self.chips.changed.connect(self._pick)
        self.chart = ColumnChart(self.tr("Touches a week"), self, height=132)
        self.hours = ColumnChart(self.tr("Hours a week"), self, height=132)
        self._table = QWidget(self)
        self.body.addWidget(SectionLabel(self.tr("A week, before and after"), self))
        self.body.addSpacing(4)
        self.body.addWidget(self._table)
        self.body.addSpacing(12)
        self.body.addWidget(self.chips)
        self.body.addSpacing(4)
        self.body.addWidget(self.chart)
        self.body.addSpacing(12)
        self.body.addWidget(SectionLabel(self.tr("Hours of all touches a week"), self))
        self.body.addWidget(Hint(self.tr("The line is what there is room for."), self))
        self.body.addWidget(self.hours)
        self.body.addStretch(1)

    def show_nothing(self, why: str) -> None:
        """The old pictures stay; the sentence says why there is nothing newer."""
        self.sentence.setText(why)

    def show_effect(self, effect: Effect, whose: str) -> None:
        """``whose`` are the clients in words: ``A 级``, a name."""
        self._effect = effect
        channel = main_channel(effect)
        self.sentence.setText(self._change(effect, channel, whose))
        self.room.setText(self._room(effect))
        is_over = weekly(effect.after.visits()) > weekly(effect.visits_room)
        self.room.set_role("danger" if is_over else "muted")
        self._show_unplaced(effect)
        self.about.setText(self.tr("Reckoned from a sample of 300 of {n} clients.").format(n=effect.clients))
        self.about.setVisible(effect.is_about)
        known = dict.fromkeys((*effect.ours_before, *effect.ours_after))
        self.chips.set_chips([(each.value, labels.name_of(each)) for each in Channel if each in known])
        self.chips.setVisible(bool(known))
        wanted = self._picked or (channel.value if channel else "")
        self.chips.choose([wanted] if wanted in self.chips.names() else [])
        self._fill_table(effect, [each for each in Channel if each in known])
        self._draw()

    def _change(self, effect: Effect, channel: Channel | None, whose: str) -> str:
        if not effect.clients:
            return self.tr("{whose}: no clients, so nothing changes.").format(whose=whose)
        if channel is None:
            return self.tr("{whose}: nothing is planned.").format(whose=whose)
        before, after = (weekly_text(side.get(channel, ())) for side in (effect.ours_before, effect.ours_after))
        about = self.tr("about ") if effect.is_about else ""
        words = {"whose": whose, "channel": labels.name_of(channel), "before": before, "after": about + after}
        rows = [effect.ours_before.get(channel, (0,)), effect.ours_after.get(channel, (0,))]
        if sum(rows[1]) > sum(rows[0]):
            return self.tr("{whose}: {channel} from {before} up to {after} a week.").format(**words)
        if sum(rows[1]) < sum(rows[0]):
            return self.tr("{whose}: {channel} from {before} down to {after} a week.").format(**words)
        return self.tr("{whose}: {channel} stays at {after} a week.").format(**words)

    def _room(self, effect: Effect) -> str:
        visits, room = weekly(effect.after.visits()), weekly(effect.visits_room)
        if visits > room:
            words = self.tr("All clients together: {n} visits a week, {over} more than there is room for.")
            return words.format(n=visits, over=visits - room)
        words = self.tr("All clients together: {n} visits a week; there is room for {room}.")
        return words.format(n=visits, room=room)

    def _show_unplaced(self, effect: Effect) -> None:
        before, after = effect.before.unplaced, effect.after.unplaced
        self.unplaced.setVisible(bool(before or after))
        self.unplaced.set_role("danger" if after > before else "muted")
        words = self.tr("In 12 weeks about {n} find no day; {before} as it is now.")
        self.unplaced.setText(words.format(n=after, before=before))

    def _fill_table(self, effect: Effect, channels: Sequence[Channel]) -> None:
        table = QWidget(self)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for row, channel in enumerate(channels):
            before, after = effect.ours_before.get(channel, ()), effect.ours_after.get(channel, ())
            is_other = sum(before) != sum(after)
            grid.addWidget(PlainLabel(labels.name_of(channel), table), row, 0)
            grid.addWidget(PlainLabel(weekly_text(before), table, role="muted"), row, 1)
            grid.addWidget(PlainLabel("→", table, role="muted"), row, 2)
            grid.addWidget(PlainLabel(weekly_text(after), table, bold=is_other), row, 3)
            hours = round((sum(after) - sum(before)) * MINUTES[channel] / 60 / len(effect.mondays), 1)
            text = self.tr("{hours} h").format(hours=f"{hours:+.1f}") if hours else ""
            grid.addWidget(PlainLabel(text, table, face="label", role="muted"), row, 4)
        grid.setColumnStretch(5, 1)
        self.body.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table

    def _pick(self, chosen: frozenset[str]) -> None:
        self._picked = next(iter(chosen), "")
        self._draw()

    def _draw(self) -> None:
        effect = self._effect
        if effect is None:
            return
        chosen = next(iter(self.chips.chosen()), "")
        channel = Channel(chosen) if chosen else None
        nothing = (0,) * len(effect.mondays)
        before = effect.ours_before.get(channel, nothing) if channel else nothing
        after = effect.ours_after.get(channel, nothing) if channel else nothing
        self.chart.show_columns(self._columns(effect.mondays, before, after), self.tr("Nothing is planned."))
        before, after, room = map(_hours, (effect.before.minutes, effect.after.minutes, effect.minutes_room))
        self.hours.show_columns(self._columns(effect.mondays, before, after, room), self.tr("Nothing is planned."))

    def _columns(
        self, mondays: Sequence[date], before: Sequence[int], after: Sequence[int], room: Sequence[int] = ()
    ) -> list[Column]:
        found = []
        for place, monday in enumerate(mondays):
            week = self.tr("Week of {day}").format(day=labels.day(monday))
            is_first = not place or monday.day <= 7
            value = str(after[place])
            if room:
                value = self.tr("{n}, room for {room}").format(n=after[place], room=room[place])
            found.append(
                Column(
                    Said(f"{monday}:after", week, value), after[place], str(monday.day), str(after[place]),
                    labels.month(f"{monday:%Y-%m}") if is_first else "", before[place],
                    Said(f"{monday}:before", week, self.tr("{n} before").format(n=before[place])), str(before[place]),
                    limit=room[place] if room else None,
                )
            )  # fmt: skip
        return found


def _hours(minutes: Sequence[int]) -> tuple[int, ...]:
    return tuple(round(each / 60) for each in minutes)


def main_channel(effect: Effect) -> Channel | None:
    """The channel of which the sentence speaks: the one whose hours change most, else the one with most of them."""
    known = dict.fromkeys((*effect.ours_before, *effect.ours_after))
    if not known:
        return None

    def weight(channel: Channel) -> tuple[int, int]:
        before, after = sum(effect.ours_before.get(channel, ())), sum(effect.ours_after.get(channel, ()))
        return abs(after - before) * MINUTES[channel], max(before, after) * MINUTES[channel]

    return max(known, key=weight)


def weekly_text(row: Sequence[int]) -> str:
    """A week's mean: whole from ten on, else with one decimal."""
    mean = sum(row) / len(row) if row else 0.0
    return f"{mean:.0f}" if mean >= 10 or mean == int(mean) else f"{mean:.1f}"
