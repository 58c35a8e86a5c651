"""Icons of the ways to be in touch."""

from typing import Final

from kam_desktop.core.rules.kinds import Channel

_ICONS: Final = {
    Channel.CALL: "phone", Channel.VISIT: "visit", Channel.MESSAGE: "message", Channel.EMAIL: "mail",
    Channel.CARD: "card", Channel.GIFT: "gift", Channel.EVENT: "event", Channel.FAVOUR: "favour",
}  # fmt: skip


def channel_icon(channel: Channel) -> str:
    """The icon of a way to be in touch."""
    return _ICONS[channel]
