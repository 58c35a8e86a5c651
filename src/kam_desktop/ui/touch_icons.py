"""Icons of touches and of the ways to be in touch."""

from typing import Final

from kam_desktop.core.rules.kinds import Activity, Channel

_ICONS: Final = {
    Channel.CALL: "phone", Channel.VISIT: "visit", Channel.MESSAGE: "message", Channel.EMAIL: "mail",
    Channel.CARD: "card", Channel.GIFT: "gift", Channel.EVENT: "event", Channel.FAVOUR: "favour",
}  # fmt: skip


def channel_icon(channel: Channel) -> str:
    """The icon of a way to be in touch."""
    return _ICONS[channel]


def icon_of(activity: str, channel: Channel, *, has_gift: bool) -> str:
    """What a touch is for, where that says more than the way it takes."""
    if activity == Activity.COMMITMENT:
        return "document-check"
    if activity == Activity.BIRTHDAY:
        return "cake"
    return "gift" if has_gift else _ICONS[channel]
