"""How often which touch is due: the lines of a service policy and their defaults (D-4.1, D-4.2)."""

from dataclasses import dataclass
from typing import Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.kinds import Activity, Channel, Tier

#: How much a contact weighs: an activity is satisfied by its own channel and by every stronger one.
STRENGTH: Final = {
    Channel.VISIT: 3, Channel.EVENT: 3, Channel.CALL: 2, Channel.GIFT: 2, Channel.FAVOUR: 2,
    Channel.MESSAGE: 1, Channel.EMAIL: 1, Channel.CARD: 1,
}  # fmt: skip
NEEDED: Final = {Activity.VISIT: 3, Activity.CALL: 2, Activity.MESSAGE: 1}
OWN_WAY: Final = {Activity.VISIT: Channel.VISIT, Activity.CALL: Channel.CALL, Activity.MESSAGE: Channel.MESSAGE}
GREAT_FESTIVALS: Final = ("spring-festival", "dragon-boat", "mid-autumn")
FESTIVALS: Final = (
    "new-year", "spring-festival", "lantern", "qingming", "labour-day", "dragon-boat", "mid-autumn", "double-ninth",
    "national-day",
)  # fmt: skip
CLOCKS: Final = (Activity.EXECUTIVE_MEETING, Activity.VISIT, Activity.CALL, Activity.MESSAGE, Activity.SURVEY)
DAYS: Final = (Activity.FESTIVAL, Activity.BIRTHDAY)  # what comes round by the calendar and not by a clock
WHO: Final = ("owner", "lead", "executive")
MOST_DAYS: Final = 730
MOST_LEAD: Final = 60


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One line: ``ideal_days`` is amber, ``latest_days`` red; ``lead_days`` before an occasion.

    ``jitter_days`` makes care calls irregular, so that they feel like friendship (D-5.1). ``by`` is who goes:
    owner, lead or executive. ``festivals`` are codes of festivals to greet for; none means the great ones.
    A line that is not active asks for nothing; a client's own such line silences that of its tier.
    """

    activity: Activity
    channel: Channel
    ideal_days: int = 0
    latest_days: int = 0
    jitter_days: int = 0
    lead_days: int = 0
    has_gift: bool = False
    by: str = "owner"
    festivals: tuple[str, ...] = ()
    is_active: bool = True


_A, _C = Activity, Channel
DEFAULTS: Final = {
    Tier.A: (
        PolicyLine(_A.EXECUTIVE_MEETING, _C.VISIT, 90, 110, by="executive"),
        PolicyLine(_A.VISIT, _C.VISIT, 30, 40),
        PolicyLine(_A.CALL, _C.CALL, 14, 21, 4),
        PolicyLine(_A.SURVEY, _C.CALL, 182, 210, 7),
        PolicyLine(_A.FESTIVAL, _C.VISIT, lead_days=12, has_gift=True),
        PolicyLine(_A.BIRTHDAY, _C.CALL, lead_days=7, has_gift=True),
    ),
    Tier.B: (
        PolicyLine(_A.VISIT, _C.VISIT, 90, 110),
        PolicyLine(_A.CALL, _C.CALL, 30, 40, 6),
        PolicyLine(_A.SURVEY, _C.CALL, 365, 400, 14),
        PolicyLine(_A.FESTIVAL, _C.CARD, lead_days=7),
        PolicyLine(_A.BIRTHDAY, _C.CALL, lead_days=3),
    ),
    Tier.C: (
        PolicyLine(_A.VISIT, _C.VISIT, 365, 400),
        PolicyLine(_A.CALL, _C.CALL, 182, 210, 14),
        PolicyLine(_A.MESSAGE, _C.MESSAGE, 30, 45, 6),
        PolicyLine(_A.FESTIVAL, _C.MESSAGE, lead_days=1),
        PolicyLine(_A.BIRTHDAY, _C.MESSAGE, lead_days=1),
    ),
}  # fmt: skip


def satisfies(activity: Activity, channel: Channel, done_as: str) -> bool:
    """Whether a contact by ``channel`` (closing a touch of activity ``done_as``) answers ``activity``."""
    if activity in NEEDED:
        return STRENGTH[channel] >= NEEDED[activity]
    return activity.value == done_as


def checked(line: PolicyLine) -> PolicyLine:
    """The line itself; raises ``Invalid`` on the field that is wrong, with the ``activity`` it belongs to."""
    if line.activity in CLOCKS:
        for name in ("ideal_days", "latest_days"):
            if not 1 <= getattr(line, name) <= MOST_DAYS:
                raise Invalid(name, "policy.days", activity=line.activity, most=MOST_DAYS)
        if line.latest_days < line.ideal_days:
            raise Invalid("latest_days", "policy.latest", activity=line.activity, ideal=line.ideal_days)
        if line.jitter_days < 0 or line.jitter_days * 2 >= line.ideal_days:
            raise Invalid("jitter_days", "policy.jitter", activity=line.activity, most=(line.ideal_days - 1) // 2)
    elif line.activity not in DAYS:
        raise Invalid("activity", "policy.activity", activity=line.activity)
    if not 0 <= line.lead_days <= MOST_LEAD:
        raise Invalid("lead_days", "policy.lead", activity=line.activity, most=MOST_LEAD)
    if line.by not in WHO:
        raise Invalid("by", "value.unknown", text=line.by)
    if unknown := [each for each in line.festivals if each not in FESTIVALS]:
        raise Invalid("festivals", "value.unknown", text=unknown[0])
    return line
