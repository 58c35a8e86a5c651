"""What the page of the exchange shows, read at once."""

from typing import Any, NamedTuple

from kam_desktop.core import packet_sending, packets, partners, settings
from kam_desktop.core.errors import KamError
from kam_desktop.core.packets import PacketRow
from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules.kinds import PartnerRole


class Overview(NamedTuple):
    """``name`` and ``fingerprint`` are one's own; ``waiting`` counts by partner what was not sent yet."""

    name: str
    role: PartnerRole
    fingerprint: str
    partners: list[PartnerRow]
    waiting: dict[str, int]
    packets: list[PacketRow]


def read(session: Any) -> Overview:
    """All of it; without keys the fingerprint is empty."""
    try:
        fingerprint = partners.own_keys(session).public.fingerprint
    except KamError:
        fingerprint = ""
    waiting = {partner.id: number for partner, number in packet_sending.waiting(session)}
    return Overview(
        settings.note(session, "author"), partners.my_role(session), fingerprint, partners.listed(session), waiting,
        packets.listed(session),
    )  # fmt: skip
