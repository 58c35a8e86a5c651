"""Gift ideas for a person of a client (D-7.3): what suits, with the reason, and nothing that the rules would forbid."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import assets, gift_rules, missing
from kam_desktop.core.gift_facts import GIVEN
from kam_desktop.core.gift_weighing import GiftDraft, Scales
from kam_desktop.core.rules import gift_ideas
from kam_desktop.core.rules.gift_ideas import Earlier, Idea, Reason, Suited, Taste, Wish
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion, Verdict
from kam_desktop.core.store.tables import Contact, Gift, Relative

MOST: Final = 30
_BACK_DAYS: Final = 800  # how far back gifts are looked at


@dataclass(frozen=True, slots=True)
class Library:
    """All ideas, and the words by which hobbies and home provinces are known."""

    ideas: tuple[Idea, ...]
    hobbies: dict[str, tuple[str, ...]]
    homes: dict[str, tuple[str, ...]]
    names: dict[str, dict[str, str]]  # of hobbies and provinces, by language


class IdeaRow(NamedTuple):
    """One idea in a language: ``value_minor`` is a price in its band that the rules allow by themselves, if there is one.

    ``reasons`` name what a hobby or a province is called.
    """

    item: str
    category: GiftCategory
    least_minor: int
    most_minor: int
    value_minor: int
    reasons: tuple[Reason, ...]
    source: str
    verdict: Verdict


@cache
def library() -> Library:
    """The ideas that the program comes with."""
    data = assets.read_json("gifts", "ideas.json")
    ideas = tuple(
        Idea({"zh_CN": zh, "en": en}, GiftCategory(category), 100 * least, 100 * most, tuple(tags), {"zh_CN": zh_source, "en": source})
        for zh, en, category, least, most, tags, zh_source, source in data["ideas"]
    )  # fmt: skip
    hobbies, homes = data["hobbies"], data["regions"]
    names = {key: {"zh_CN": zh, "en": en} for key, (zh, en, _) in hobbies.items()}
    names |= {key: {"zh_CN": key, "en": en} for key, (en, _) in homes.items()}
    return Library(
        ideas, {key: tuple(words) for key, (_, _, words) in hobbies.items()},
        {key: tuple(words) for key, (_, words) in homes.items()}, names,
    )  # fmt: skip


def suggest(
    session: Session, client_id: str, contact_id: str, *, on: date, lang: str, occasion: GiftOccasion = GiftOccasion.OTHER,
    category: GiftCategory | None = None, most_minor: int | None = None, limit: int = MOST,
) -> list[IdeaRow]:  # fmt: skip
    """What suits a person on a day, the best first. Raises NotFound."""
    person = session.scalar(select(Contact).where(Contact.id == contact_id, Contact.deleted_at.is_(None)))
    if person is None:
        raise missing.contact(session, contact_id)
    rules, all_ideas = gift_rules.on(session, on), library()
    wish = Wish(on, occasion, category, most_minor, rules.days["category"], rules.taboo_words)
    scales = Scales(session, rules=rules, around=on)
    found = []
    for suited in gift_ideas.rank(
        all_ideas.ideas, _taste(session, person, on), wish, hobbies=all_ideas.hobbies, homes=all_ideas.homes
    ):
        row = _weighed(
            scales, GiftDraft(client_id, contact_id, "", on, occasion=occasion, origin="?"), suited, lang, most_minor
        )
        if row is not None:
            found.append(row)
        if len(found) == limit:
            break
    return sorted(found, key=lambda each: each.verdict is not Verdict.ALLOWED)


def _taste(session: Session, person: Contact, on: date) -> Taste:
    relatives = session.execute(
        select(Relative.relation, Relative.notes).where(Relative.contact_id == person.id, Relative.deleted_at.is_(None))
    )
    family = " ".join([person.family, *[f"{row.relation} {row.notes}" for row in relatives]])
    given = session.execute(
        select(Gift.item, Gift.category, Gift.on).where(
            GIVEN, Gift.contact_id == person.id, Gift.on >= on - timedelta(days=_BACK_DAYS)
        )
    )
    earlier = tuple(Earlier(row.item, row.category, row.on) for row in given if row.on is not None)
    age = gift_ideas.age_on(on, person.birthday_year)
    return Taste(person.hobbies, person.hometown, family, person.taboos, age, earlier)


def _weighed(scales: Scales, blank: GiftDraft, suited: Suited, lang: str, most_minor: int | None) -> IdeaRow | None:
    """At its usual price, or at the lowest of its band where only that needs nobody; None where it is forbidden."""
    idea: Idea = suited.idea
    top = idea.most_minor if most_minor is None else min(idea.most_minor, most_minor)
    usual = max(idea.least_minor, _round((idea.least_minor + top) // 2))
    verdict, value = Verdict.FORBIDDEN, usual
    for price in dict.fromkeys((usual, idea.least_minor)):
        judged = scales.weigh(_priced(blank, idea, lang, price)).verdict
        if judged is Verdict.FORBIDDEN:
            return None
        verdict, value = judged, price
        if judged is Verdict.ALLOWED:
            break
    reasons = tuple(
        each._replace(value=library().names[each.value][lang]) if each.code in ("hobby", "home") else each
        for each in suited.reasons
    )
    return IdeaRow(
        idea.name[lang], idea.category, idea.least_minor, top, value, reasons, idea.source[lang], verdict
    )  # fmt: skip


def _priced(blank: GiftDraft, idea: Idea, lang: str, price: int) -> GiftDraft:
    return replace(blank, item=idea.name[lang], category=idea.category, value_minor=price)


def _round(minor: int) -> int:
    """To ten yuan, without a 4 that nobody likes."""
    tens = minor // 1000
    while "4" in str(tens):
        tens -= 1
    return tens * 1000
