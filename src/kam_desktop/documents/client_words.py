"""How a client on paper is worded: people, promises, gifts, visits, purchases, the days to come."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from kam_desktop import words
from kam_desktop.core.client_book import BookGift, BookPerson, BookPurchases, BookVisit, Coming
from kam_desktop.core.rules import dates, shares
from kam_desktop.core.rules.kinds import (
    Activity,
    Channel,
    CommitmentState,
    GiftDirection,
    OccasionKind,
    Side,
)
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.visit_report import ReportCommitment
from kam_desktop.documents import figures
from kam_desktop.documents.content import Bars, Block, Cell, Grid, Head, Note, Pairs
from kam_desktop.words import amounts, phrases

CONFIDENTIAL: Final = "paper.confidential"


def say(lang: str, key: str, **params: Any) -> str:
    """Words of the client's documents."""
    return words.say(lang, f"paper.book.{key}", **params)


def made(lang: str, name: str, at: datetime | None) -> str:
    """Who printed it and when."""
    if at is None:
        return ""
    key = "paper.printed_by" if name else "paper.printed"
    return words.say(lang, key, name=name, at=figures.instant(at))


def day(on: date | None) -> Cell:
    """A day in a table."""
    return Cell(on.isoformat() if on else "", value=on)


def joined(lang: str, parts: Sequence[str]) -> str:
    """Parts of one thing in one line."""
    return say(lang, "comma").join(part for part in parts if part)


def cut(text: str, most: int) -> str:
    """One line of at most so many characters."""
    line = in_one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def left_out(lang: str, names: Sequence[str]) -> str:
    """Which private facts are not on the paper; empty where all are."""
    if not names:
        return ""
    fields = [phrases.field(lang, name) for name in names]
    return say(lang, "left_out", list=say(lang, "list").join(small(lang, field) for field in fields))


def large(text: str) -> str:
    """A name at the beginning of a line."""
    return text[:1].upper() + text[1:]


def small(lang: str, text: str) -> str:
    """A name inside a line: English begins it small."""
    return text[:1].lower() + text[1:] if lang == "en" else text


def due(lang: str, promise: ReportCommitment) -> Cell:
    """When a promise is due: overdue in bold with its mark and in words."""
    on = promise.due_on.isoformat() if promise.due_on else ""
    days = promise.days_left
    if promise.state is not CommitmentState.OPEN:
        key = (
            words.say(lang, "paper.done")
            if promise.state is CommitmentState.KEPT
            else words.name_of(lang, promise.state)
        )
        return Cell(on, key, value=promise.due_on)
    if days is None:
        return Cell(on, value=promise.due_on)
    if days < 0:
        said = words.say(lang, "paper.days_overdue", n=-days)
        return Cell(on, said, value=promise.due_on, is_bold=True, has_mark=True)
    said = words.say(lang, "paper.days_left" if days else "paper.due_today", n=days)
    return Cell(on, said, value=promise.due_on)


def owner_of(lang: str, promise: ReportCommitment) -> str:
    """Who answers for it, and which side that is."""
    return joined(lang, [promise.owner, small(lang, words.name_of(lang, promise.side))])


def promises(lang: str, found: Sequence[ReportCommitment]) -> Block:
    """Open promises, the overdue first, as a table; 无 where there is none."""
    if not found:
        return Note(words.say(lang, "paper.none"))
    heads = (
        Head(words.say(lang, "paper.item")), Head(words.say(lang, "paper.owner"), 32),
        Head(words.say(lang, "paper.due"), 27, is_right=True),
    )  # fmt: skip
    rows = [(Cell(each.text), Cell(owner_of(lang, each)), due(lang, each)) for each in found]
    return Grid(heads, rows)


def gifts(lang: str, found: Sequence[BookGift], most: int | None = None) -> Grid:
    """Gifts with one total for each currency over all of them; what was received is said. ``most`` rows are shown."""
    is_mixed = len({each.currency for each in found}) > 1
    unit = words.say(lang, "paper.amount")
    heads = (
        Head(words.say(lang, "paper.date"), 21), Head(words.say(lang, "paper.gift")),
        Head(words.say(lang, "paper.receiver"), 30), Head(unit, 26, is_right=True),
    )  # fmt: skip
    rows = [_gift(lang, each, is_mixed=is_mixed) for each in found[:most]]
    totals = []
    given = [each for each in found if each.direction is GiftDirection.GIVEN]
    for currency in dict.fromkeys(each.currency for each in given):
        minor = sum(each.minor for each in given if each.currency == currency)
        label = say(lang, "total_given")
        totals.append(
            (Cell(" "), Cell(" "), Cell(label, is_bold=True), _amount(minor, currency, is_mixed=is_mixed, is_bold=True))
        )
    return Grid(heads, rows, totals)


def _gift(lang: str, gift: BookGift, *, is_mixed: bool) -> tuple[Cell, ...]:
    occasion = words.name_of(lang, gift.occasion)
    is_received = gift.direction is GiftDirection.RECEIVED
    second = joined(lang, [words.name_of(lang, gift.direction) if is_received else "", occasion, gift.reception])
    return (
        day(gift.on),
        Cell(gift.item, second),
        Cell(gift.person),
        _amount(gift.minor, gift.currency, is_mixed=is_mixed),
    )


def _amount(minor: int, currency: str, *, is_mixed: bool, is_bold: bool = False) -> Cell:
    text = figures.money(minor, currency)
    value = figures.as_decimal(minor, currency)
    return Cell(f"{currency} {text}" if is_mixed else text, value=value, is_bold=is_bold)


def visits(lang: str, found: Sequence[BookVisit]) -> Grid:
    """Visits in short, the newest first."""
    heads = (
        Head(words.say(lang, "paper.date"), 21), Head(say(lang, "about")), Head(say(lang, "who"), 30),
        Head(words.say(lang, "paper.satisfaction"), 18, is_right=True),
    )  # fmt: skip
    rows = [
        (
            day(each.on),
            Cell(cut(each.objective or each.discussed, 120), cut(each.discussed, 160) if each.objective else ""),
            Cell(joined(lang, each.people), each.manager),
            Cell(f"{each.impression} / 5" if each.impression else "", value=each.impression),
        )
        for each in found
    ]
    return Grid(heads, rows)


def purchases(lang: str, bought: BookPurchases) -> list[Block]:
    """Figures in a line, the last 12 months as a chart, the products as a table."""
    currency = bought.currency
    money = [
        amounts.short(lang, minor, currency) for minor in (bought.this_year, bought.last_year, bought.twelve_months)
    ]
    line = [say(lang, "sums", this=money[0], last=money[1], twelve=money[2])]
    if bought.margin_percent is not None:
        line.append(say(lang, "margin", percent=f"{bought.margin_percent:.1f}"))
    if bought.rhythm_days is not None:
        line.append(say(lang, "rhythm", days=f"{bought.rhythm_days:.0f}"))
    if bought.last_on is not None:
        line.append(say(lang, "last_order", on=bought.last_on.isoformat()))
    if bought.other_lines:
        line.append(words.say(lang, "purchase.other_lines", n=bought.other_lines))
    bars = [
        (
            words.say(lang, f"paper.month.{int(key[5:])}") if lang == "zh_CN" else f"{amounts.month(lang, key)}",
            minor, _plain(lang, minor),
        )
        for key, minor in bought.months
    ]  # fmt: skip
    heads = (say(lang, "month"), words.say(lang, "paper.amount"))
    products_heads = (
        Head(say(lang, "product")), Head(say(lang, "twelve_months"), 30, is_right=True),
        Head(say(lang, "twelve_before"), 30, is_right=True),
    )  # fmt: skip
    rows = [
        (
            Cell(name if name is not None else words.say(lang, "shares.others")),
            Cell(figures.money(now, currency), value=figures.as_decimal(now, currency)),
            Cell(figures.money(before, currency), value=figures.as_decimal(before, currency)),
        )
        for name, now, before in bought.products
    ]
    table: list[Block] = [Grid(products_heads, rows)] if rows else []
    return [Note(say(lang, "stop").join(line) + say(lang, "end")), Bars(bars, heads), *table]


def _plain(lang: str, minor: int) -> str:
    """The figure over a bar: in 万 or thousands, without a sign; nothing for nothing."""
    if not minor:
        return ""
    value = minor / (100 * (10_000 if lang == "zh_CN" else 1_000))
    return f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"


def trend(lang: str, bought: BookPurchases) -> str:
    """What became of the purchases, in a sentence."""
    before = sum(each[2] for each in bought.products)
    twelve = amounts.short(lang, bought.twelve_months, bought.currency)
    if before <= 0:
        return say(lang, "trend_new", twelve=twelve)
    change = round(100 * (bought.twelve_months - before) / before)
    key = "trend_up" if change > 0 else "trend_down" if change < 0 else "trend_same"
    return say(lang, key, twelve=twelve, percent=abs(change), before=amounts.short(lang, before, bought.currency))


def share_line(lang: str, found: Sequence[tuple[str, float, bool]]) -> str:
    """Who supplies the client, in percent."""
    parts = [
        f"{words.say(lang, 'shares.ours') if is_ours else name} {shares.shown(percent)}%"
        for name, percent, is_ours in found
    ]
    return joined(lang, parts)


def person_title(lang: str, person: BookPerson) -> str:
    """Role in buying and attitude."""
    return joined(
        lang,
        [
            words.name_of(lang, person.role) if person.role else "",
            small(lang, words.name_of(lang, person.attitude)) if person.attitude else "",
        ],
    )


def ties(lang: str, person: BookPerson) -> str:
    """Who of ours knows them, and how well."""
    return joined(lang, [f"{name} {words.say(lang, f'strength.{strength}')}" for name, strength in person.ties])


def birthday(lang: str, person: BookPerson) -> str:
    """The birthday in words; the year stays with us where only the day is needed."""
    return dates.write(person.birthday, lang) if person.birthday else ""


def coming(lang: str, found: Sequence[Coming], today: date, *, with_year: bool = False) -> Pairs:
    """The days to come, each with what it brings."""
    return Pairs(
        [(each.on.isoformat() if with_year else f"{each.on:%m-%d}", coming_text(lang, each, today)) for each in found],
        is_bold=False,
    )


def undoubled(lang: str, text: str, birthday: object) -> str:
    """A birthday told beside its day does not say the day again; one of the other calendar does."""
    if not birthday or str(birthday).startswith("lunar"):
        return text
    told = phrases.birthday(lang, str(birthday))
    return text.removesuffix(say(lang, "comma") + told).removesuffix(say(lang, "bracket", text=told))


def coming_text(lang: str, each: Coming, today: date) -> str:
    """What a day brings, in a line."""
    params = dict(each.params)
    if each.code == "touch":
        return _touch(lang, each, params, today)
    if each.code == "visit":
        objective = cut(str(params["objective"]), 80)
        return joined(lang, [words.name_of(lang, Channel.VISIT), each.person, objective])
    if each.code == "birthday":
        key = "birthday_age" if params.get("age") else "birthday"
        told = phrases.birthday(lang, str(params["birthday"]))
        text = say(lang, key, name=each.person, birthday=told, age=params["age"])
        return undoubled(lang, text, params["birthday"])
    if each.code == "occasion":
        kind = params["occasion"]
        name = words.name_of(lang, OccasionKind(kind)) if kind in set(OccasionKind) else ""
        return joined(lang, [large(name), str(params["title"]), each.person])
    return say(lang, "agreement_ends", kind=large(words.name_of(lang, params["kind"])), title=params["title"])


def _touch(lang: str, each: Coming, params: dict[str, Any], today: date) -> str:
    activity = params["activity"]
    what = words.name_of(lang, Activity(activity) if activity in set(Activity) else params["channel"])
    reason = phrases.reason(lang, params["reason"], params["params"], today) if params["reason"] else ""
    bracket = say(lang, "bracket", text=reason) if reason else ""
    return joined(lang, [large(what), each.person]) + bracket


def more(lang: str, count: int) -> list[Block]:
    """That not everything is shown, in words."""
    return [Note(say(lang, "more", n=count))] if count > 0 else []


def side(lang: str, which: Side) -> str:
    """Whose promises these are."""
    return say(lang, "ours" if which is Side.OURS else "theirs")
