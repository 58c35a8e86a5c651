"""Who packets are exchanged with: the keys of this store, and the people whose keys were compared (D-12.2).

A store has one signing pair (Ed25519) and one sealing pair (X25519), made on first use. The private halves live
in ``meta`` of the encrypted store only: no archive has that table, and nothing logs it.
"""

import base64
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import settings
from kam_desktop.core.errors import Invalid, NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules import fingerprints, names
from kam_desktop.core.rules.kinds import PartnerRole
from kam_desktop.core.store.tables import Partner

NAME: Final = 64  # characters
_SIGN, _SEAL, _ROLE = "packet_sign_key", "packet_seal_key", "packet_role"


class PublicKeys(NamedTuple):
    """The public halves, 32 raw bytes each."""

    sign: bytes
    seal: bytes

    @property
    def fingerprint(self) -> str:
        """In groups of four hexadecimal characters."""
        return fingerprints.of(self.sign, self.seal)


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Both pairs of this store, the private halves as 32 raw bytes that are never shown."""

    public: PublicKeys
    sign: bytes = field(repr=False)
    seal: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Card:
    """What two people give each other once: who it is, and the public keys."""

    name: str
    role: PartnerRole
    keys: PublicKeys


class PartnerRow(NamedTuple):
    """A partner as a list shows it; nothing is taken from one without ``trusted_on``."""

    id: str
    name: str
    role: PartnerRole
    fingerprint: str
    trusted_on: date | None
    keys: PublicKeys


def own_keys(session: Session) -> OwnKeys:
    """The keys of this store. Raises ``Refused`` packet.no_keys before ``make_keys`` was called."""
    private = [settings.note(session, name) for name in (_SIGN, _SEAL)]
    if not all(private):
        raise Refused("packet.no_keys")
    sign, seal = (base64.b64decode(each) for each in private)
    return OwnKeys(_public(sign, seal), sign, seal)


def make_keys(session: Session) -> OwnKeys:
    """The keys of this store, made now if there are none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    if not settings.note(session, _SEAL):
        for name, made in ((_SIGN, Ed25519PrivateKey.generate()), (_SEAL, X25519PrivateKey.generate())):
            settings.set_note(session, name, base64.b64encode(made.private_bytes_raw()).decode())
        session.flush()
    return own_keys(session)


def my_card(session: Session) -> Card:
    """What this store says of itself. Raises ``Invalid`` packet.no_name for a store without a name."""
    name = names.clean(settings.note(session, "author"), NAME)
    if not name:
        raise Invalid("name", "packet.no_name")
    return Card(name, my_role(session), make_keys(session).public)


def my_role(session: Session) -> PartnerRole:
    """Whether this is a lead's store: as was said, else whether the lead of the settings is the user."""
    if said := settings.note(session, _ROLE):
        return PartnerRole(said)
    is_lead = settings.get(session, "lead") == settings.note(session, "author") != ""
    return PartnerRole.LEAD if is_lead else PartnerRole.MANAGER


def set_my_role(session: Session, role: PartnerRole) -> None:
    """Say what the user is; cards given away before keep saying what they said."""
    settings.set_note(session, _ROLE, role.value)


def add(session: Session, card: Card) -> str:
    """Keep a card, not trusted yet; returns the partner's id, the known one's for a card that is here already.

    A card that says another role than before is not trusted until it is compared again.

    Raises ``Refused`` packet.key_changed when the name is known with other keys, packet.key_of_other when the keys
    are known under another name, packet.own_card for one's own, packet.same_name for a namesake's.
    """
    if card.keys == make_keys(session).public:
        raise Refused("packet.own_card")
    name = names.clean(card.name, NAME)
    if not names.person_key(name):
        raise Invalid("name", "packet.card_unreadable")
    if names.person_key(name) == names.person_key(settings.note(session, "author")):
        raise Refused("packet.same_name", name=name)  # whose a visit is would be told by nothing
    for row in listed(session):
        is_same_name = names.person_key(row.name) == names.person_key(name)
        if row.keys == card.keys and is_same_name:
            if row.role is not card.role:
                _change_role(session, _get(session, row.id), card.role)
            return row.id
        if is_same_name:
            raise Refused("packet.key_changed", name=row.name, known=row.fingerprint)
        if row.keys.sign == card.keys.sign or row.keys.seal == card.keys.seal:
            raise Refused("packet.key_of_other", name=name, known=row.name)
    made = Partner(name=name, role=card.role.value, sign_key=_text(card.keys.sign), seal_key=_text(card.keys.seal))
    session.add(made)
    session.flush()
    return made.id


def _change_role(session: Session, row: Partner, role: PartnerRole) -> None:
    if row.trusted_on is not None and row.role == PartnerRole.MANAGER:
        settings.plan_again(session)  # the clients of somebody who is no manager are planned here
    row.role, row.trusted_on = role.value, None


def trust(session: Session, partner_id: str, *, today: date, typed: str | None = None) -> None:
    """A person has compared the fingerprint; ``typed`` is checked against it where it was typed in.

    Raises ``Invalid`` packet.other_fingerprint.
    """
    row = _get(session, partner_id)
    if typed is not None and not fingerprints.is_same(typed, _row(row).fingerprint):
        raise Invalid("fingerprint", "packet.other_fingerprint", name=row.name)
    if row.trusted_on is None:
        row.trusted_on = today
        if row.role == PartnerRole.MANAGER:
            settings.plan_again(session)  # a manager's clients are planned on the manager's own laptop


def remove(session: Session, partner_id: str) -> None:
    """Exchange with a partner no more; what came from them stays."""
    _get(session, partner_id).deleted_at = now()


def listed(session: Session) -> list[PartnerRow]:
    """All partners by name."""
    found = session.scalars(select(Partner).where(Partner.deleted_at.is_(None)).order_by(Partner.name, Partner.id))
    return [_row(each) for each in found]


def get(session: Session, partner_id: str) -> PartnerRow:
    """One partner by id."""
    return _row(_get(session, partner_id))


def find(session: Session, name: str) -> PartnerRow:
    """A partner by name, as a person types it."""
    key = names.person_key(name)
    found = next((row for row in listed(session) if names.person_key(row.name) == key), None)
    if found is None:
        raise NotFound("packet.no_partner", name=names.clean(name, NAME))
    return found


def trusted(session: Session, keys: PublicKeys) -> PartnerRow:
    """The partner whose keys these are. Raises ``Refused`` packet.unknown_sender or packet.untrusted."""
    found = next((row for row in listed(session) if row.keys == keys), None)
    if found is None:
        raise Refused("packet.unknown_sender", fingerprint=keys.fingerprint)
    return check_trusted(found)


def check_trusted(partner: PartnerRow) -> PartnerRow:
    """Raise ``Refused`` packet.untrusted for one whose fingerprint nobody compared."""
    if partner.trusted_on is None:
        raise Refused("packet.untrusted", name=partner.name)
    return partner


def _get(session: Session, partner_id: str) -> Partner:
    row = session.get(Partner, partner_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("packet.no_partner", name=partner_id)
    return row


def _row(row: Partner) -> PartnerRow:
    keys = PublicKeys(base64.b64decode(row.sign_key), base64.b64decode(row.seal_key))
    return PartnerRow(row.id, row.name, PartnerRole(row.role), keys.fingerprint, row.trusted_on, keys)


def _public(sign: bytes, seal: bytes) -> PublicKeys:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return PublicKeys(
        Ed25519PrivateKey.from_private_bytes(sign).public_key().public_bytes_raw(),
        X25519PrivateKey.from_private_bytes(seal).public_key().public_bytes_raw(),
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
