"""Days and touches in the words of the calendar. Pure: used where cells are painted and where rows are made."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.calendar_view import CalendarTouch, City, DayLoad, DayView, Proposed
from kam_desktop.core.rules.calendar_days import DayHead
from kam_desktop.core.rules.kinds import Activity, TouchState
from kam_desktop.ui import labels, touch_icons


class Word(NamedTuple):
    """A short text with the role of its colour."""

    text: str
    role: str
    is_bold: bool = False


def icon_of(touch: CalendarTouch) -> str:
    """What the touch is for, where that says more than the way it takes; a tick when it is done."""
    if touch.state is TouchState.DONE:
        return "check"
    return touch_icons.icon_of(touch.activity, touch.channel, has_gift=touch.has_gift)


def chip_text(touch: CalendarTouch) -> str:
    """Whom it is for: the person whose birthday it is, else the client; its city goes before its name is cut."""
    if touch.activity == Activity.BIRTHDAY and touch.contact:
        return QCoreApplication.translate("AgendaWords", "{name}, birthday").format(name=touch.contact)
    rest = touch.client.removeprefix(touch.city).strip()
    return rest if len(rest) > 1 else touch.client


def tip(touch: CalendarTouch) -> str:
    """All of a chip, which shows the beginning of it."""
    who = "  ".join(part for part in (touch.client, touch.contact) if part)
    when = f"{touch.at:%H:%M} " if touch.at else ""
    return f"{who}\n{when}{purpose(touch)}"


def purpose(touch: CalendarTouch) -> str:
    """What a touch is, in a word or two."""
    return labels.name_of(Activity(touch.activity) if touch.activity in set(Activity) else touch.channel)


def day_word(head: DayHead) -> Word:
    """What stands beside the number: the festival, the solar term, else the lunar day."""
    if head.festival:
        return Word(labels.say(f"festival.{head.festival}"), "accent", is_bold=True)
    if head.term:
        return Word(labels.say(f"term.{head.term}"), "accent")
    return Word(head.short_lunar, "muted")


def sign(head: DayHead) -> Word:
    """休 on a day off by law, 假 on one's own leave, 班 on a weekend that is worked; else nothing."""
    if head.is_makeup and not head.off:
        return Word(labels.say("calendar.sign.makeup"), "warning", is_bold=True)
    if head.off in ("holiday", "leave"):
        return Word(labels.say(f"calendar.sign.{head.off}"), "ok", is_bold=True)
    return Word("", "muted")


def load_words(load: DayLoad) -> list[Word]:
    """How full a day is, from all words to the number alone: hours, or visits when it is these that are too many."""
    if not load.minutes:
        return []
    if load.visits > load.most_visits and is_by_visits(load):
        numbers = (str(load.visits), str(load.most_visits))
        text = QCoreApplication.translate("AgendaWords", "{n}/{most} visits")
    else:
        numbers = (hours(load.minutes), hours(load.most_minutes))
        text = QCoreApplication.translate("AgendaWords", "{n}/{most} h")
    role = "danger" if load.is_over else "muted"
    told = (each.format(n=numbers[0], most=numbers[1]) for each in (text, "{n}/{most}", "{n}"))
    return [Word(each, role, is_bold=load.is_over) for each in told]


def time_load(load: DayLoad) -> str:
    """``6.5 / 8 小时``."""
    text = QCoreApplication.translate("AgendaWords", "{n} / {most} hours")
    return text.format(n=hours(load.minutes), most=hours(load.most_minutes))


def visit_load(load: DayLoad) -> str:
    """``拜访 3 / 4``; empty without visits."""
    text = QCoreApplication.translate("AgendaWords", "{n} / {most} visits")
    return text.format(n=load.visits, most=load.most_visits) if load.visits else ""


def hours(minutes: int) -> str:
    """``6.5``; whole from ten on."""
    return f"{minutes / 60:.1f}".removesuffix(".0") if minutes < 600 else str(round(minutes / 60))


def more(number: int) -> str:
    """What a cell does not show."""
    return QCoreApplication.translate("AgendaWords", "{n} more").format(n=number)


def off_name(head: DayHead) -> str:
    """Why a day is off, or that it is worked; empty on an ordinary day."""
    if head.is_makeup and not head.off:
        return labels.say("calendar.makeup")
    return labels.say(f"calendar.off.{head.off}") if head.off else ""


def day_line(head: DayHead) -> str:
    """八月十三 · 秋分 · 休息日: all that is to be said of a day beside its date."""
    forecast = labels.say("calendar.forecast") if head.is_forecast else ""
    named = [labels.say(f"festival.{head.festival}") if head.festival else ""]
    named.append(labels.say(f"term.{head.term}") if head.term else "")
    return " · ".join(each for each in (head.lunar, *named, off_name(head), forecast) if each)


def spoken(view: DayView) -> str:
    """A cell as a screen reader says it."""
    count = QCoreApplication.translate("AgendaWords", "{n} to do, {done} done")
    parts = [
        labels.day_and_weekday(view.head.on), day_line(view.head), count.format(n=view.open, done=view.done),
        time_load(view.load) if view.load.minutes else "", visit_load(view.load), over(view.load),
    ]  # fmt: skip
    return ", ".join(each for each in parts if each)


def is_by_visits(load: DayLoad) -> bool:
    """Whether it is visits that fill the day, rather than time."""
    return load.visits * load.most_minutes > load.minutes * load.most_visits


def over(load: DayLoad) -> str:
    """``超 2 小时``, of what fills the day; empty when it holds what it has."""
    if is_by_visits(load):
        text = QCoreApplication.translate("AgendaWords", "{n} too many")
        return text.format(n=load.visits - load.most_visits) if load.visits > load.most_visits else ""
    text = QCoreApplication.translate("AgendaWords", "{n} h too many")
    most = load.most_minutes
    return text.format(n=hours(load.minutes - most)) if load.minutes > most else ""


def cities_line(cities: Sequence[City]) -> str:
    """Where one is on a day: ``在外：苏州 3 家、杭州``."""
    if not cities:
        return ""
    several = QCoreApplication.translate("AgendaWords", "{city} {n}")
    named = [several.format(city=each.name, n=each.visits) if each.visits > 1 else each.name for each in cities]
    comma = QCoreApplication.translate("AgendaWords", ", ", "between cities")
    return QCoreApplication.translate("AgendaWords", "Out: {cities}").format(cities=comma.join(named))


def proposal(each: Proposed) -> str:
    """What the button says."""
    if each.to is None:
        return ""
    day = labels.day(each.to)
    if each.is_together:
        text = QCoreApplication.translate("AgendaWords", "Move to {day}, {city} too")
        return text.format(day=day, city=each.touch.city)
    return QCoreApplication.translate("AgendaWords", "Move to {day}").format(day=day)


def no_room(each: Proposed) -> str:
    """Why it found no day, and until when it should have one."""
    touch = each.touch
    text = QCoreApplication.translate("AgendaWords", "{why}, until {day}")
    why = labels.name_of(touch.fit) if touch.fit else ""
    return text.format(why=why, day=labels.day(max(touch.latest_on, touch.due_on)))


def is_late(touch: CalendarTouch, today: date) -> bool:
    """Still to do though its day is past."""
    return touch.state is TouchState.PLANNED and touch.due_on < today
