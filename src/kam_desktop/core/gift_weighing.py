"""What the rules say of one gift: its facts read from the store, and the judgement (D-7.2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core.errors import Invalid
from kam_desktop.core.gift_facts import FIRST_DAY, GIVEN, GiftFacts, places_of
from kam_desktop.core.rules import currencies, gift_limits, names
from kam_desktop.core.rules.gift_limits import Finding, Totals
from kam_desktop.core.rules.gift_rule_sets import Limits, RuleSet
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, GiftOccasion, GiftVia, Verdict
from kam_desktop.core.store.tables import Contact, Gift

LARGEST_MINOR: Final = 10**12
MOST_PIECES: Final = 10_000
FARTHEST_DAYS: Final = 366  # a gift is asked for at most so long before


@dataclass(frozen=True, slots=True)
class GiftDraft:
    """What a form gives for one gift. ``value_minor`` of all pieces in minor units of ``currency``.

    The origin has four parts: where it comes from and why (``origin``), who chose it, who hands it over, the story.
    ``approver`` is whoever allowed what the rules do not allow by themselves; never the giver.
    """

    client_id: str
    contact_id: str | None
    item: str
    on: date
    category: GiftCategory = GiftCategory.OTHER
    value_minor: int = 0
    currency: str = "CNY"
    occasion: GiftOccasion = GiftOccasion.OTHER
    origin: str = ""
    manner: str = ""
    reception: str = ""
    receipt: str = ""
    direction: GiftDirection = GiftDirection.GIVEN
    visit_id: str | None = None
    touch_id: str | None = None
    override_reason: str = ""
    quantity: int = 1
    chosen_by: str = ""
    handed_by: str = ""
    story: str = ""
    via: GiftVia | None = None
    via_name: str = ""
    is_estimate: bool = False
    is_handed_in: bool = False
    reception_score: int | None = None
    stock_id: str | None = None
    approver: str = ""


class Judged(NamedTuple):
    """What the rules say, each rule that spoke, and what they were held against."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    rules_version: int = 0
    limits: Limits = Limits()
    totals: Totals = Totals()

    @property
    def open_codes(self) -> frozenset[str]:
        """The rules that ask for approval."""
        return frozenset(each.code for each in self.findings if each.verdict is Verdict.NEEDS_APPROVAL)


def weigh(session: Session, draft: GiftDraft, *, but: str = "", rules: RuleSet | None = None) -> Judged:
    """Judge a gift without recording it, as if the gift ``but`` had not been.

    By the rules that hold on its day, unless others are given. A received gift has no rules. The receiver of ``but``
    may be gone, where this one is for them as well. Raises NotFound.
    """
    of_kept = bool(but) and session.execute(
        select(Gift.client_id, Gift.contact_id).where(Gift.id == but)
    ).one_or_none() == (draft.client_id, draft.contact_id)
    return Scales(session, rules=rules, around=draft.on, of_kept=of_kept).weigh(draft, but=but)


def check(draft: GiftDraft, *, today: date, is_plan: bool = False) -> None:
    """What no gift can be without, before any rule judges it. Raises Invalid. A plan may be of a coming day."""
    if not names.clean(draft.item):
        raise Invalid("item", "gift.item_missing")
    if not 0 <= draft.value_minor <= LARGEST_MINOR:
        raise Invalid("value", "gift.value_unreadable", text=str(draft.value_minor)[:32])
    if not 1 <= draft.quantity <= MOST_PIECES:
        raise Invalid("quantity", "gift.quantity_unusable", text=str(draft.quantity)[:32])
    currencies.check(draft.currency)
    if draft.on < FIRST_DAY:
        raise Invalid("on", "gift.too_long_ago", on=draft.on.isoformat())
    if draft.on > (today + timedelta(days=FARTHEST_DAYS) if is_plan else today):
        raise Invalid("on", "gift.in_future", on=draft.on.isoformat())
    if draft.direction is GiftDirection.GIVEN and not draft.origin.strip():
        raise Invalid("origin", "gift.origin_missing")
    if draft.direction is GiftDirection.GIVEN and not draft.value_minor:
        raise Invalid("value", "gift.value_missing")
    check_score(draft.reception_score)


def check_score(score: int | None) -> None:
    """From 1 (not at all) to 5 (very much). Raises Invalid."""
    if score is not None and not 1 <= score <= 5:
        raise Invalid("reception_score", "gift.score_unusable", text=str(score)[:32])


def spent(session: Session, contact_id: str, year: int, *, but: str = "") -> int:
    """What a person was given in a year, wherever they were, in minor units of CNY, without the gift ``but``."""
    client_id = session.scalar(select(Contact.client_id).where(Contact.id == contact_id)) or ""
    found = session.execute(
        select(Gift.value_minor, Gift.currency).where(
            Gift.client_id.in_(places_of(session, [contact_id])[contact_id] | {client_id}), Gift.contact_id == contact_id, GIVEN,
            Gift.on >= date(year, 1, 1), Gift.on <= date(year, 12, 31), Gift.id != but,
        )
    )  # fmt: skip
    return sum(row.value_minor for row in found if row.currency == "CNY")


class Scales:
    """Weighs one gift, or many: what is known of a client and their people is read once.

    ``rules`` take the place of those that hold on a gift's day. ``around``: only gifts of about that day are weighed.
    ``of_kept``: they are kept already, and their people may be gone.
    """

    def __init__(
        self, session: Session, *, rules: RuleSet | None = None, around: date | None = None, of_kept: bool = False
    ) -> None:
        self._rules, self._facts = rules, GiftFacts(session, around, of_kept=of_kept)
        self.prepare, self.know = self._facts.prepare, self._facts.know

    def weigh(self, draft: Any, *, but: str = "", until: str = "") -> Judged:
        """As ``weigh`` does, for a draft or a row; as if nothing had been that was recorded after ``but`` ``until`` an id."""
        if draft.direction != GiftDirection.GIVEN:
            return Judged(Verdict.ALLOWED, ())
        rules, gift = self._rules or self._facts.rules(draft.on), self._facts.proposed(draft)
        found = gift_limits.weigh(gift, self._facts.earlier(draft, rules, but, until), rules)
        return Judged(found.verdict, found.findings, rules.version, found.limits, found.totals)

    def add(self, draft: Any, gift_id: str) -> None:
        """Count a gift that is about to be recorded."""
        if draft.direction == GiftDirection.GIVEN:
            self._facts.add(draft, gift_id)
