"""Cards and packets between the store and the disk: each written whole or not at all, read with limits."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from kam_desktop import words
from kam_desktop.core import files, packet_sending, partners
from kam_desktop.core.errors import FileError
from kam_desktop.core.packets import Received
from kam_desktop.core.partners import Card, PartnerRow
from kam_desktop.core.rules.file_names import safe
from kam_desktop.core.rules.kinds import PacketKind
from kam_desktop.exchange import packets
from kam_desktop.exchange.packets import CARD_ENDING, ENDING

__all__ = ["CARD_ENDING", "ENDING", "Sent", "card_name", "open_packet", "packet_name", "read_card", "save_card", "send"]
_NAME_BYTES = 60
read_card = packets.read_card


class Sent(NamedTuple):
    """A packet that was written."""

    file: Path
    kind: PacketKind
    visits: int
    photos: int
    digest: str


def save_card(session: Session, path: Path) -> Card:
    """Write one's own card; the keys are made if there are none yet. Raises ``FileError``."""
    card = partners.my_card(session)
    _check_ending(path, CARD_ENDING)
    data = packets.write_card(card, partners.own_keys(session))
    files.write_atomic(path, lambda stream: stream.write(data))
    return card


def send(session: Session, partner: PartnerRow, visit_ids: Sequence[str], path: Path) -> Sent:
    """Write a packet for a trusted partner and note it as sent."""
    _check_ending(path, ENDING)
    partners.check_trusted(partner)
    own = partners.make_keys(session)
    made = packet_sending.collect(session, partner, visit_ids, most=packets.LARGEST)
    data = packets.seal(packets.Contents(made.document, made.files), own=own, recipient=partner.keys)
    digest = hashlib.sha256(data).hexdigest()
    files.write_atomic(path, lambda stream: stream.write(data))
    packet_sending.note_sent(session, partner, made, digest=digest)
    return Sent(path, made.kind, len(made.visit_ids), len(made.files) // 2, digest)


def open_packet(session: Session, path: Path) -> Received:
    """Open a packet from a trusted sender. Raises ``FileError``, ``Refused``; nothing is taken yet."""
    letter = packets.unseal(packets.read(path), partners.own_keys(session))
    partner = partners.trusted(session, letter.sender)
    found = packets.contents(letter)
    return Received(partner, letter.digest, found.document, found.files)


def packet_name(kind: PacketKind, sender: str, on: date, lang: str) -> str:
    """``拜访报告_刘敏_2026-06-15.kamp``; no client is named."""
    return f"{_said(words.name_of(lang, kind), lang)}_{safe(sender, _NAME_BYTES)}_{on.isoformat()}{ENDING}"


def card_name(name: str, lang: str) -> str:
    """``名片_刘敏.kamcard``."""
    return f"{words.say(lang, 'packet.card_file')}_{safe(name, _NAME_BYTES)}{CARD_ENDING}"


def _said(text: str, lang: str) -> str:
    return text.replace(" ", "-") if lang == "en" else text


def _check_ending(path: Path, ending: str) -> None:
    if path.suffix.lower() != ending:
        raise FileError("export.unknown_ending", path=str(path), endings=ending)
