"""The format of a packet (``.kamp``): signed by its sender, then sealed for one recipient. No store is asked here.

All numbers are big-endian. The file:

    offset  bytes
         0      8  magic, ``KAMPACK`` and a NUL
         8      2  version of the format, 1
        10     32  X25519 public key, made for this packet alone
        42     12  nonce
        54      4  bytes of the sealed part
        58      …  sealed part: AES-256-GCM, 16 bytes of tag at its end

Its key is HKDF-SHA256 of the X25519 secret of that key and the recipient's sealing key, with both public keys as
salt and ``kam-desktop packet 1`` as info. The first 58 bytes are associated data: none of them can be changed.
What is sealed:

         0     64  Ed25519 signature of ``kam-desktop packet 1 signed``, a line feed, and all bytes that follow
        64     64  the sender's public keys: signing, sealing
       128     64  the recipient's public keys: signing, sealing
       192      4  bytes of the document
       196      …  the document: a JSON object in UTF-8
         …      …  the files one after another; ``files`` of the document lists ``{"size", "sha256"}`` in their order

Both identities are inside what is signed, so a packet can neither be passed on to somebody else as if it were meant
for them nor be claimed by another sender. Nothing is compressed. A file larger than ``LARGEST`` is not read at all.

The card (``.kamcard``) is a JSON object of at most ``LARGEST_CARD`` bytes with ``magic`` KAM-CARD, ``version``,
``name``, ``role``, ``sign_key`` and ``seal_key`` (base64) and a ``signature`` of these, which shows that who made it
holds the signing key. Who that is a person finds out by comparing the fingerprint.
"""

import base64
import binascii
import hashlib
import json
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kam_desktop.core.errors import FileError, Refused
from kam_desktop.core.files import of_read_error
from kam_desktop.core.partners import Card, OwnKeys, PublicKeys
from kam_desktop.core.rules.file_kinds import PACKET_ENDINGS
from kam_desktop.core.rules.kinds import PartnerRole

MAGIC: Final = b"KAMPACK\0"
VERSION: Final = 1
LARGEST: Final = 200 * 1024 * 1024  # bytes of a file
LARGEST_DOCUMENT: Final = 32 * 1024 * 1024  # bytes of JSON
LARGEST_CARD: Final = 16 * 1024
ENDING, CARD_ENDING = PACKET_ENDINGS
_HEAD: Final = struct.Struct(">8sH32s12sI")
_BODY: Final = struct.Struct(">64s32s32s32s32sI")
_TAG: Final = 16
_INFO: Final = b"kam-desktop packet 1"
_SIGNED: Final = _INFO + b" signed\n"
_CARD_SIGNED: Final = b"kam-desktop card 1\n"
_CARD_FIELDS: Final = ("magic", "version", "name", "role", "sign_key", "seal_key")


@dataclass(frozen=True, slots=True)
class Letter:
    """A packet that was opened and whose signature holds. What it says is read by ``contents``, once one trusts."""

    sender: PublicKeys
    body: memoryview
    digest: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The document of a packet, and its files in the order of the document's ``files``."""

    document: dict[str, Any]
    files: tuple[bytes, ...] = ()


def seal(contents: Contents, *, own: OwnKeys, recipient: PublicKeys) -> bytes:
    """The packet as bytes. Raises ``Refused`` packet.too_large."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    document = _written(contents)
    size = _HEAD.size + _BODY.size + len(document) + sum(map(len, contents.files)) + _TAG
    if size > LARGEST or len(document) > LARGEST_DOCUMENT:
        raise Refused("packet.too_large", mib=LARGEST >> 20)
    said = b"".join((*own.public, *recipient, struct.pack(">I", len(document)), document, *contents.files))
    signature = Ed25519PrivateKey.from_private_bytes(own.sign).sign(_SIGNED + said)
    once = X25519PrivateKey.generate()
    nonce, public = os.urandom(12), once.public_key().public_bytes_raw()
    head = _HEAD.pack(MAGIC, VERSION, public, nonce, size - _HEAD.size)
    key = _key(once.private_bytes_raw(), recipient.seal, salt=public + recipient.seal)
    return head + AESGCM(key).encrypt(nonce, signature + said, head)


def read(path: Path) -> bytes:
    """The bytes of a packet file. Raises ``FileError`` for one that is missing or too large, before it is read."""
    return _read(path, LARGEST, "packet.too_large")


def unseal(data: bytes, own: OwnKeys) -> Letter:
    """Open a packet that is meant for us. Raises ``FileError``.

    Codes: packet.not_one, packet.newer, packet.older, packet.truncated, packet.not_for_us (or damaged: the cipher
    cannot tell), packet.damaged.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(data) < _HEAD.size or data[: len(MAGIC)] != MAGIC:
        raise FileError("packet.truncated" if data and MAGIC.startswith(data[: len(MAGIC)]) else "packet.not_one")
    _magic, version, public, nonce, size = _HEAD.unpack_from(data)
    if version != VERSION:
        raise FileError("packet.newer" if version > VERSION else "packet.older", version=version)
    if len(data) < _HEAD.size + size:
        raise FileError("packet.truncated")
    if len(data) != _HEAD.size + size or not _BODY.size + _TAG <= size <= LARGEST:
        raise FileError("packet.damaged")
    try:
        key = _key(own.seal, public, salt=public + own.public.seal)
        body = AESGCM(key).decrypt(nonce, memoryview(data)[_HEAD.size :], data[: _HEAD.size])
    except (InvalidTag, ValueError) as error:  # ValueError: a public key that gives no secret
        raise FileError("packet.not_for_us") from error
    return Letter(_checked(body, own.public), memoryview(body), hashlib.sha256(data).hexdigest())


def contents(letter: Letter) -> Contents:
    """What a packet says. Raises ``FileError`` packet.damaged when it is not of the form above."""
    *_keys, size = _BODY.unpack_from(letter.body)
    at = _BODY.size + size
    if at > len(letter.body) or size > LARGEST_DOCUMENT:
        raise FileError("packet.damaged")
    try:
        document = json.loads(bytes(letter.body[_BODY.size : at]))
        listed = [(int(each["size"]), str(each["sha256"])) for each in document["files"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise FileError("packet.damaged") from error
    found = []
    for length, digest in listed:
        data = bytes(letter.body[at : at + length]) if length >= 0 else b""
        if len(data) != length or hashlib.sha256(data).hexdigest() != digest:
            raise FileError("packet.damaged")
        found.append(data)
        at += length
    if at != len(letter.body):
        raise FileError("packet.damaged")
    return Contents(document, tuple(found))


def write_card(card: Card, own: OwnKeys) -> bytes:
    """A card as the bytes of its file."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    said: dict[str, Any] = {
        "magic": "KAM-CARD", "version": VERSION, "name": card.name, "role": card.role.value,
        "sign_key": base64.b64encode(card.keys.sign).decode(), "seal_key": base64.b64encode(card.keys.seal).decode(),
    }  # fmt: skip
    signature = Ed25519PrivateKey.from_private_bytes(own.sign).sign(_card_signed(said))
    said["signature"] = base64.b64encode(signature).decode()
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def read_card(path: Path) -> Card:
    """The card of a file. Raises ``FileError`` packet.card_unreadable, packet.newer."""
    return card_of(_read(path, LARGEST_CARD, "packet.card_unreadable"))


def card_of(data: bytes) -> Card:
    """The card of these bytes; its own signature must hold."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        said = json.loads(data)
        if said["magic"] != "KAM-CARD":
            raise FileError("packet.card_unreadable")
        if said["version"] != VERSION:
            raise FileError("packet.newer" if said["version"] > VERSION else "packet.older", version=said["version"])
        keys = PublicKeys(*(base64.b64decode(said[name], validate=True) for name in ("sign_key", "seal_key")))
        signature = base64.b64decode(said["signature"], validate=True)
        if {type(said["name"]), type(said["role"])} != {str} or len(keys.seal) != 32:
            raise FileError("packet.card_unreadable")
        Ed25519PublicKey.from_public_bytes(keys.sign).verify(signature, _card_signed(said))
        return Card(said["name"], PartnerRole(said["role"]), keys)
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error, InvalidSignature) as error:
        raise FileError("packet.card_unreadable") from error


def _card_signed(said: dict[str, Any]) -> bytes:
    fields = [said[name] for name in _CARD_FIELDS]
    return _CARD_SIGNED + json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()


def _written(contents: Contents) -> bytes:
    listed = [{"size": len(each), "sha256": hashlib.sha256(each).hexdigest()} for each in contents.files]
    return json.dumps({**contents.document, "files": listed}, ensure_ascii=False, separators=(",", ":")).encode()


def _checked(body: bytes, own: PublicKeys) -> PublicKeys:
    """The sender of an opened body, when the signature holds and it names us."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signature, sign, sealing, to_sign, to_seal, _size = _BODY.unpack_from(body)
    try:
        Ed25519PublicKey.from_public_bytes(sign).verify(signature, _SIGNED + body[len(signature) :])
    except (InvalidSignature, ValueError) as error:
        raise FileError("packet.damaged") from error
    if PublicKeys(to_sign, to_seal) != own:
        raise FileError("packet.not_for_us")
    return PublicKeys(sign, sealing)


def _key(private: bytes, public: bytes, *, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    secret = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_INFO).derive(secret)


def _read(path: Path, most: int, too_large: str) -> bytes:
    try:
        if not path.is_file():  # a pipe would never end
            raise of_read_error(path)
        with path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > most:
                raise FileError(too_large, mib=most >> 20)
            return stream.read(most + 1)[:most]
    except OSError as error:
        raise of_read_error(path, error) from error
