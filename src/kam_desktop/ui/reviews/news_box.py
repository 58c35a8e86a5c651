"""What is new at a client since the visit before, beside a report that waits."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop.core.rules.kinds import CommitmentState, Side
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.visit_news import News, Settled
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.card import Card

_PROMISES = 6  # told one by one


class NewsBox(QWidget):
    """A card of short lines; nothing at all when there is nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: Card | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_news(self, news: News) -> None:
        """Say it anew."""
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self._card = card = Card(self)
        since = self.tr("Since {day}").format(day=labels.day(news.before_on)) if news.before_on else ""
        card.add_title(since or self.tr("No earlier visit is known here"), bold=True)
        for icon, text, role in self._lines(news):
            card.add_line(text, role=role, icon=icon)
        self._column.addWidget(card)

    def _lines(self, news: News) -> list[tuple[str, str, str]]:
        return [*self._impression(news), *self._promises(news), *self._heard(news), *self._trend(news)]

    def _impression(self, news: News) -> list[tuple[str, str, str]]:
        before, after = news.impression_before, news.impression
        if before is None or after is None:
            return []
        words = self.tr("Impression {before} → {after}").format(before=before, after=after)
        if after == before:
            return [("minus", self.tr("Impression {after} as before").format(after=after), "muted")]
        return [("arrow-up", words, "ok") if after > before else ("arrow-down", words, "danger")]

    def _promises(self, news: News) -> list[tuple[str, str, str]]:
        lines = [self._promise(each) for each in news.promises[:_PROMISES]]
        rest = len(news.promises) - len(lines)
        return [*lines, ("more", self.tr("%n more promise(s)", "", rest), "muted")] if rest else lines

    def _promise(self, each: Settled) -> tuple[str, str, str]:
        who = "" if each.side is Side.OURS else self.tr("theirs: ")
        text = f"{who}{in_one_line(each.text)}"
        if each.state is CommitmentState.KEPT and not each.late_days:
            return "check", self.tr("Kept: {text}").format(text=text), "ok"
        days = labels.days(each.late_days)
        if each.state is CommitmentState.KEPT:
            return "check", self.tr("Kept, {days} late: {text}").format(days=days, text=text), "warning"
        if each.state is CommitmentState.BROKEN:
            return "cross", self.tr("Broken: {text}").format(text=text), "danger"
        return "warning", self.tr("Open, {days} late: {text}").format(days=days, text=text), "danger"

    def _heard(self, news: News) -> list[tuple[str, str, str]]:
        lines = []
        comma = labels.say("visit.comma")
        if news.competitors and news.before_on:
            names = comma.join(news.competitors)
            lines.append(
                ("eye", self.tr("Competitors named for the first time: {names}").format(names=names), "warning")
            )
        if news.people and news.before_on:
            names = comma.join(news.people)
            lines.append(("user", self.tr("Met for the first time: {names}").format(names=names), "text"))
        return lines

    def _trend(self, news: News) -> list[tuple[str, str, str]]:
        trend = news.trend
        if trend is None:
            return []
        lines = []
        if trend.percent is not None:
            sign = "+" if trend.percent > 0 else "−" if trend.percent < 0 else "±"
            words = self.tr("Purchases in 90 days {percent} against the year before")
            text = words.format(percent=f"{sign}{abs(trend.percent)}%")
            lines.append(("cart", text, "ok" if trend.percent > 0 else "danger" if trend.percent < 0 else "muted"))
        if trend.slow_days:
            words = self.tr("The next order is {days} behind the client's own rhythm")
            lines.append(("clock", words.format(days=labels.days(trend.slow_days)), "warning"))
        return lines
