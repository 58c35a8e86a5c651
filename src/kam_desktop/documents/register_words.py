"""How the lines of the gift register are worded, on paper and in sheets."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kam_desktop import words
from kam_desktop.core.gift_register import Correction, Register, RegisterLine
from kam_desktop.core.rules.gift_limits import Finding
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion, RegisterPart, Tier, Verdict
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.documents import figures, period_words
from kam_desktop.words import phrases


def say(lang: str, key: str, **params: Any) -> str:
    """Words of the register."""
    return words.say(lang, f"paper.register.{key}", **params)


def period(lang: str, register: Register) -> str:
    """``2026 年第三季度``."""
    return period_words.name(lang, register.kind, register.first_on, register.last_on)


def whose(lang: str, register: Register) -> str:
    """Whom the register is about: ``全部客户，客户经理 许文静``."""
    wanted = register.wanted
    parts = [
        register.client or say(lang, "all_clients"),
        register.contact,
        say(lang, "tier", name=wanted.tier) if wanted.tier in set(Tier) else "",
        say(lang, "manager", name=wanted.manager) if wanted.manager else say(lang, "all_managers"),
        words.name_of(lang, GiftOccasion(wanted.occasion)) if wanted.occasion in set(GiftOccasion) else "",
        words.name_of(lang, GiftCategory(wanted.category)) if wanted.category in set(GiftCategory) else "",
        say(lang, "text", text=wanted.text) if wanted.text else "",
    ]
    return say(lang, "comma").join(filter(None, parts))


def joined(lang: str, parts: Sequence[str]) -> str:
    """Several remarks in one line."""
    return say(lang, "semicolon").join(filter(None, parts))


def day(register: Register, on: date) -> str:
    """Month and day where the year is clear."""
    return f"{on:%m-%d}" if register.has_one_year else on.isoformat()


def code(register: Register, line: RegisterLine) -> str:
    """``031``; with the year before it where several years stand together."""
    return line.code if register.has_one_year else f"{line.on:%y}-{line.code}"


def item(lang: str, line: RegisterLine) -> str:
    """The gift, with its pieces where there are several."""
    return line.item if line.quantity == 1 else say(lang, "pieces", item=line.item, n=line.quantity)


def receiver(lang: str, line: RegisterLine) -> str:
    """Whom it went to, and through whom; of what was received, who took it."""
    if line.part is RegisterPart.RECEIVED:
        return say(lang, "taken_by", name=line.manager or "—")
    name = line.contact or say(lang, "for_all")
    if line.via is None:
        return name
    return say(lang, "via", name=name, via=line.via_name or words.name_of(lang, line.via))


def place(lang: str, line: RegisterLine) -> str:
    """Client, tier and the mark of officials; of what was received, who gave it too."""
    tier = words.name_of(lang, line.tier) if line.tier else ""
    person = f"{line.contact} · " if line.part is RegisterPart.RECEIVED and line.contact else ""
    return "  ".join(filter(None, (f"{person}{line.client}", tier, "◆" if line.is_official else "")))


def approval(lang: str, register: Register, line: RegisterLine) -> str:
    """Who decided and when; nobody had to, or the rules did."""
    if line.approver:
        on = day(register, figures.local_date(line.approved_at)) if line.approved_at else ""
        return f"{line.approver} {on}".strip()
    return say(lang, "by_rules" if line.part is RegisterPart.DECLINED else "no_approval")


def origin(lang: str, line: RegisterLine) -> str:
    """Where it comes from and why; why it was not given; what was corrected."""
    parts = [in_one_line(line.origin)]
    if line.part is RegisterPart.DECLINED:
        parts = [line.approval_remark or rules(lang, refusing(line)), *parts]
    if line.correction:
        parts.append(correction(lang, line, line.correction))
    return joined(lang, parts)


def refusing(line: RegisterLine) -> tuple[Finding, ...]:
    """The rules that stood against it."""
    forbidding = tuple(each for each in line.findings if each.verdict is Verdict.FORBIDDEN)
    return forbidding or line.overridden


def rules(lang: str, findings: Sequence[Finding]) -> str:
    """What the rules said, with their figures."""
    return joined(lang, [phrases.gift_rule(lang, each.code, each.params) for each in findings])


def correction(lang: str, line: RegisterLine, was: Correction) -> str:
    """When and by whom a line was corrected, and what stood there."""
    said = say(lang, "corrected_plain")
    if was.at is not None:
        said = say(lang, "corrected", at=figures.local_date(was.at).isoformat(), name=was.author or "—")
    before = [
        was.item if was.item != line.item else "",
        f"{was.currency} {figures.money(was.value_minor, was.currency)}"
        if (was.value_minor, was.currency) != (line.value_minor, line.currency)
        else "",
        was.on.isoformat() if was.on != line.on else "",
    ]
    changed = say(lang, "comma").join(filter(None, before))
    return say(lang, "corrected_from", said=said, before=changed) if changed else said
