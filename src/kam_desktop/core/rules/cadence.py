"""How often which touch is due: the lines of a service policy and their defaults (D-4.1, D-4.2)."""

from dataclasses import dataclass
from typing import Final

from kam_desktop.core.rules.kinds import Activity, Channel, Tier

#: How much a contact weighs: an activity is satisfied by its own channel and by every stronger one.
STRENGTH: Final = {
    Channel.VISIT: 3, Channel.EVENT: 3, Channel.CALL: 2, Channel.GIFT: 2, Channel.FAVOUR: 2,
    Channel.MESSAGE: 1, Channel.EMAIL: 1, Channel.CARD: 1,
}  # fmt: skip
NEEDED: Final = {Activity.VISIT: 3, Activity.CALL: 2, Activity.MESSAGE: 1}
GREAT_FESTIVALS: Final = ("spring-festival", "dragon-boat", "mid-autumn")


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One line: ``ideal_days`` is amber, ``latest_days`` red; ``lead_days`` before an occasion.

    ``jitter_days`` makes care calls irregular, so that they feel like friendship (D-5.1). ``by`` is who goes:
    owner, lead or executive. ``festivals`` are codes of festivals to greet for; none means the great ones.
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
