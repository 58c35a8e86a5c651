"""The gift register on lying paper (D-7.4): given, not given, received; totals; what was approved, and why."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.gift_register import Register, RegisterLine
from kam_desktop.core.rules.kinds import RegisterPart
from kam_desktop.documents import client_words, figures, file_names
from kam_desktop.documents import register_words as said
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import GREY, LANDSCAPE, LEFT, MM, Scale, register_scale
from kam_desktop.documents.mastheads import kind_line
from kam_desktop.documents.output import Frame, Written, publish
from kam_desktop.documents.page import Part, Strip, keep_whole, space
from kam_desktop.documents.paragraphs import paragraph
from kam_desktop.documents.pen import Bookmark, Pen
from kam_desktop.documents.tables import Cell, Column, Table
from kam_desktop.documents.visit_tables import unit

_WIDTH: Final = LANDSCAPE.right - LEFT
_LINE: Final = 32 * MM  # to sign on
_NUMBER, _NUMBER_WIDE = 11 * MM, 15 * MM
_DAY, _DAY_WIDE = 15 * MM, 20 * MM


def write(register: Register, to: Path | BinaryIO, *, lang: str, invariant: bool = False) -> Written:
    """Writes the register as PDF or raises ``FileError``; ``invariant``: equal bytes each time, for tests."""
    type_ = Typeface(lang)
    part = Part(strips(register, type_), LANDSCAPE, has_head=False, inner=None)
    return publish([part], type_, _frame(register, lang), to, invariant=invariant)


def file_name(register: Register, lang: str, ending: str) -> str:
    """``礼品登记册_2026-Q3.pdf``; of one client or manager with their name."""
    period = file_names.period(register.kind, register.first_on, register.last_on)
    name = register.client or register.wanted.manager
    return file_names.paper_name("gifts", period, lang, client=name, ending=ending)


def strips(register: Register, type_: Typeface) -> list[Strip]:
    """All of it in order."""
    lang, sizes = type_.lang, register_scale(type_.lang)
    made = [
        *kind_line(type_, sizes, said.say(lang, "kind"), register.company, register.logo, LANDSCAPE),
        _title(type_, sizes, said.period(lang, register), said.say(lang, "for", whom=said.whose(lang, register))),
        space(3 * MM),
    ]
    for part in RegisterPart:
        made += _part(register, part, type_, sizes)
    if not register.lines:
        made += _small(type_, sizes, said.say(lang, "nothing"))
    made += _marks(register, type_, sizes)
    made += _reasons(register, type_, sizes)
    return [*made, *_signatures(type_, sizes)]


def _frame(register: Register, lang: str) -> Frame:
    kind, period = said.say(lang, "kind"), said.period(lang, register)
    made = client_words.made(lang, register.printed_by, register.printed_at)
    return Frame(
        title=f"{kind} · {period}", author=register.printed_by,
        running_left=f"{kind} · {said.whose(lang, register)}", running_right=period,
        made=said.say(lang, "made", made=made, first=register.first_on.isoformat(), last=register.last_on.isoformat()),
        confidential=said.say(lang, "confidential"),
    )  # fmt: skip


def _title(type_: Typeface, sizes: Scale, title: str, subject: str) -> Strip:
    """The period, and behind it whom it is about."""
    title = type_.line(title)
    behind = LEFT + type_.width(title, sizes.title) + 7 * MM
    subject = type_.shorten(type_.line(subject), sizes.subject, LANDSCAPE.right - behind)

    def draw(pen: Pen, y: float) -> None:
        pen.text(LEFT, y, title, sizes.title)
        pen.text(behind, y, subject, sizes.subject)

    return Strip(14 * MM, draw, keep=True)


def _part(register: Register, part: RegisterPart, type_: Typeface, sizes: Scale) -> list[Strip]:
    """One table under its name; a part without lines is left out, but 送出 says that there was nothing."""
    lines, lang = register.of(part), type_.lang
    if not lines:
        return []
    name = words.name_of(lang, part)
    currencies = tuple(register.sums(part))
    table = Table(
        type_, sizes, _columns(register, part, lang, currencies), airy=False, sheet=LANDSCAPE, is_wide=True,
        again=name + words.say(lang, "paper.continued"),
    )  # fmt: skip
    rows = [_row(register, line, lang, currencies) for line in lines]
    strips = table.strips(rows, _totals(register, part, lang, currencies))
    return [_name(type_, sizes, name, part), *strips, space(3 * MM)]


def _name(type_: Typeface, sizes: Scale, name: str, part: RegisterPart) -> Strip:
    text = type_.line(name)
    strip = Strip(6 * MM, lambda pen, y: pen.text(LEFT, y, text, sizes.name), keep=True)
    return replace(strip, bookmark=Bookmark(name, part.value))


def _columns(register: Register, part: RegisterPart, lang: str, currencies: Sequence[str]) -> tuple[Column, ...]:
    is_short = register.has_one_year
    giver = {RegisterPart.GIVEN: "giver", RegisterPart.DECLINED: "asked_by", RegisterPart.RECEIVED: "kept"}[part]
    origin = "why_not" if part is RegisterPart.DECLINED else "origin"
    [amount] = unit(lang, currencies) or [""]
    amount = said.say(lang, "amount_unit", unit=amount.split("，")[0]) if amount else said.say(lang, "amount")
    return (
        Column(said.say(lang, "number"), _NUMBER if is_short else _NUMBER_WIDE),
        Column(words.say(lang, "paper.date"), _DAY if is_short else _DAY_WIDE),
        Column(said.say(lang, "item"), 37 * MM), Column(said.say(lang, "receiver"), 45 * MM),
        Column(said.say(lang, "occasion"), (26 if lang == "zh_CN" else 34) * MM), Column(said.say(lang, origin)),
        Column(said.say(lang, giver), 30 * MM), Column(amount, 24 * MM, is_right=True),
    )  # fmt: skip


def _row(register: Register, line: RegisterLine, lang: str, currencies: Sequence[str]) -> tuple[Cell, ...]:
    return (
        Cell(said.code(register, line)), Cell(said.day(register, line.on)),
        Cell(said.item(lang, line), words.name_of(lang, line.category)),
        Cell(said.receiver(lang, line), said.place(lang, line)),
        Cell(words.name_of(lang, line.occasion), line.manner), Cell(said.origin(lang, line)),
        _giver(register, line, lang), _value(line, lang, currencies),
    )  # fmt: skip


def _giver(register: Register, line: RegisterLine, lang: str) -> Cell:
    approval = said.approval(lang, register, line)
    if line.part is RegisterPart.RECEIVED:
        return Cell(said.say(lang, "handed_in" if line.is_handed_in else "held"), approval)
    return Cell(line.manager, approval)


def _value(line: RegisterLine, lang: str, currencies: Sequence[str]) -> Cell:
    """The figure with its marks at the left: ▲ over a limit, 约 estimated."""
    if not line.value_minor:
        return Cell()
    text = _money(line.value_minor, line.currency, currencies)
    approx = said.say(lang, "approx") if line.is_estimate else ""
    if line.is_over and line.part is RegisterPart.GIVEN:
        return Cell(f"{approx} {text}".strip(), is_bold=True, has_mark=True)
    return Cell(text, note=approx)


def _money(minor: int, currency: str, currencies: Sequence[str]) -> str:
    figure = figures.money(minor, currency)
    return figure if len(currencies) == 1 else f"{currency} {figure}"


def _totals(
    register: Register, part: RegisterPart, lang: str, currencies: Sequence[str]
) -> list[tuple[Cell, ...]]:  # fmt: skip
    """How many, by whom, and one sum for each currency."""
    lines = register.of(part)
    estimates = sum(line.is_estimate for line in lines)
    count = said.say(lang, f"count.{part}", n=len(lines))
    if estimates:
        count = said.say(lang, "comma").join((count, said.say(lang, "estimates", n=estimates)))
    if part is RegisterPart.DECLINED:
        return [_total(said.say(lang, "total_declined"), count, "", "")]
    made: list[tuple[Cell, ...]] = []
    for currency, minor in register.sums(part).items():
        of_all = [(who, sum_) for (who, other), sum_ in register.by_manager(part).items() if other == currency]
        who = " · ".join(f"{name or '—'} {figures.money(sum_, currency).removesuffix('.00')}" for name, sum_ in of_all)
        by = who if len(of_all) > 1 else ""
        made.append(
            _total(said.say(lang, f"total_{part}"), count if not made else "", by, _money(minor, currency, currencies))
        )
    return made


def _total(name: str, count: str, by: str, amount: str) -> tuple[Cell, ...]:
    return (
        Cell("", "", is_bold=True), Cell(name, is_bold=True), Cell(count), Cell(by), Cell(), Cell(), Cell(),
        Cell(amount, is_bold=True),
    )  # fmt: skip


def _small(type_: Typeface, sizes: Scale, text: str) -> list[Strip]:
    return paragraph(type_, [(type_.line(text), sizes.note)], left=LEFT, width=_WIDTH)


def _marks(register: Register, type_: Typeface, sizes: Scale) -> list[Strip]:
    """What the marks mean, of those that are there."""
    lang, lines = type_.lang, register.lines
    shown = [
        ("mark_over", any(line.is_over and line.part is RegisterPart.GIVEN for line in lines)),
        ("mark_official", any(line.is_official for line in lines)),
        ("mark_approx", any(line.is_estimate for line in lines)),
        ("mark_number", bool(lines)),
    ]
    strips = _small(type_, sizes, "    ".join(said.say(lang, key) for key, is_there in shown if is_there))
    if strips:
        strips[0].gap = 2 * MM
    return strips


def _reasons(register: Register, type_: Typeface, sizes: Scale) -> list[Strip]:
    """Each gift that was approved beyond the rules: the rule with its figures, who approved it, the reason."""
    lang = type_.lang
    passed = [line for line in register.of(RegisterPart.GIVEN) if line.overridden]
    if not passed:
        return []
    name = said.say(lang, "reasons")
    columns = (
        Column(said.say(lang, "number"), _NUMBER if register.has_one_year else _NUMBER_WIDE),
        Column(said.say(lang, "rule"), 108 * MM), Column(said.say(lang, "reason")),
        Column(said.say(lang, "approval"), 40 * MM),
    )  # fmt: skip
    table = Table(
        type_, sizes, columns, airy=False, sheet=LANDSCAPE, is_wide=True,
        again=name + words.say(lang, "paper.continued"),
    )  # fmt: skip
    rows = [
        (
            Cell(said.code(register, line)), Cell(said.rules(lang, line.overridden)),
            Cell(line.override_reason or said.say(lang, "no_reason"), line.approval_remark),
            Cell(said.approval(lang, register, line)),
        )
        for line in passed
    ]  # fmt: skip
    head = Strip(8 * MM, lambda pen, y: pen.text(LEFT, y, type_.line(name), sizes.name), keep=True)
    return [replace(head, bookmark=Bookmark(name, "reasons")), *table.strips(rows), space(2 * MM)]


def _signatures(type_: Typeface, sizes: Scale) -> list[Strip]:
    """Prepared, checked, audited: at the right, below all."""
    style = sizes.note.but(colour=GREY)
    labels = [type_.line(said.say(type_.lang, key)) for key in ("prepared", "checked", "audited")]

    def draw(pen: Pen, y: float) -> None:
        right = LANDSCAPE.right
        for label in reversed(labels):
            pen.rule(right - _LINE, right, y + 1 * MM)
            right -= _LINE + 2.5 * MM + pen.type.width(label, style)
            pen.text(right, y - 1 * MM, label, style)
            right -= 5 * MM

    strips = [space(6 * MM), Strip(8 * MM, draw)]
    keep_whole(strips, LANDSCAPE)
    return strips
