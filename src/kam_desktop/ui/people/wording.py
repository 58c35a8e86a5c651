"""How a person is put in words and marks: role, attitude, influence, ties. Colour never says anything alone."""

from collections.abc import Sequence
from typing import Any, Final

from kam_desktop.core.relationships import Bond
from kam_desktop.core.rules.kinds import Attitude, BuyingRole
from kam_desktop.core.rules.relations import MARKS, MOST, Thread
from kam_desktop.ui import labels

ATTITUDE_ROLES: Final = {
    Attitude.SUPPORTER: "ok", Attitude.FAVOURABLE: "ok", Attitude.NEUTRAL: "muted",
    Attitude.RESERVED: "warning", Attitude.OPPONENT: "danger",
}  # fmt: skip
LEVELS: Final = tuple(range(1, MOST + 1))


def role(value: str) -> str:
    """A part in buying by its name; nothing for an unknown one."""
    return labels.name_of(BuyingRole(value)) if value in set(BuyingRole) else ""


def attitude(value: str) -> str:
    """The mark and the name: ``▲ 支持``."""
    if value not in set(Attitude):
        return ""
    return f"{MARKS[Attitude(value)]} {labels.name_of(Attitude(value))}"


def attitude_role(value: str) -> str:
    """The colour of an attitude, by its role in the theme."""
    return ATTITUDE_ROLES[Attitude(value)] if value in set(Attitude) else "muted"


def influence(value: int | None) -> str:
    """``大``; nothing where it is not known."""
    return labels.say(f"influence.{value}") if value in LEVELS else ""


def strength(value: int) -> str:
    """``熟识``."""
    return labels.say(f"strength.{value}") if value in LEVELS else ""


def known_by(bonds: Sequence[Bond]) -> str:
    """Who of us knows somebody, and how well: ``我方：刘敏（信任）、高原（见过面）``; nothing where it is nobody."""
    if not bonds:
        return ""
    shape = "{}（{}）" if labels.language() == "zh_CN" else "{} ({})"
    said = labels.listed(shape.format(bond.colleague, strength(bond.strength)) for bond in bonds)
    return f"{labels.say('map.ours')}{colon()}{said}"


def thread(found: Thread) -> str:
    """A single thread as a sentence."""
    return labels.say(f"thread.{found.code}", name=found.name, colleague=found.colleague)


def with_title(person: Any) -> str:
    """``周建明 总经理``: for choosing somebody."""
    return " ".join(part for part in (person.name, person.title) if part)


def colon() -> str:
    """The colon of the window's language."""
    return "：" if labels.language() == "zh_CN" else ": "
