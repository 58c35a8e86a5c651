"""The header file of a store: who can open it.

A random data key encrypts the store. The key itself is kept only wrapped, once per slot: by the passphrase,
by the printed recovery key, later by others. Changing the passphrase re-wraps 48 bytes and leaves the store
alone. Two copies of the header tell "wrong passphrase" from "damaged" from "made by a newer version", which
the cipher alone cannot.

Sources: Argon2id parameters after RFC 9106 (64 MiB, 3 passes); AES-256-GCM after NIST SP 800-38D.
"""

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from kam_desktop.core import identity
from kam_desktop.core.errors import Invalid, Locked, StoreError
from kam_desktop.core.files import write_atomic

FORMAT: Final = 1
MAGIC: Final = "KAM-VAULT"
NAMES: Final = ("vault.json", "vault.copy.json")
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that looks alike
PASSPHRASE_LEAST: Final = 8


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Kdf:
    """Argon2id parameters: memory in KiB, passes, lanes."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key wrapped for one secret. Binary values are base64 text."""

    id: str
    kind: SlotKind
    kdf: Kdf
    salt: str
    nonce: str
    wrapped: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Vault:
    """The header of a store."""

    store_id: str
    slots: tuple[Slot, ...]


def exists(folder: Path) -> bool:
    """Whether a store was made in this folder (its header or its data are there)."""
    return any((folder / name).exists() for name in (*NAMES, "store.db"))


def create(folder: Path, passphrase: str, kdf: Kdf | None = None) -> tuple[bytes, str]:
    """Make the header of a new store; returns the data key (48 bytes: key and salt) and the recovery key."""
    check_passphrase(passphrase)
    data_key, recovery_key = os.urandom(48), new_recovery_key()
    store_id = identity.new_id()
    slots = (
        _wrap(store_id, SlotKind.PASSPHRASE, passphrase, data_key, kdf or Kdf()),
        _wrap(store_id, SlotKind.RECOVERY, _bare(recovery_key), data_key, kdf or Kdf()),
    )
    save(folder, Vault(store_id, slots))
    return data_key, recovery_key


def unlock(folder: Path, *, passphrase: str = "", recovery_key: str = "") -> bytes:
    """The data key, by passphrase or by recovery key."""
    if recovery_key:
        check_recovery_key(recovery_key)
        return _unwrap_any(load(folder), SlotKind.RECOVERY, _bare(recovery_key), "vault.wrong_recovery_key")
    return _unwrap_any(load(folder), SlotKind.PASSPHRASE, passphrase, "vault.wrong_passphrase")


def set_passphrase(folder: Path, data_key: bytes, passphrase: str, kdf: Kdf | None = None) -> None:
    """Replace the passphrase's slot; the store itself is not touched."""
    check_passphrase(passphrase)
    _replace_slot(folder, SlotKind.PASSPHRASE, passphrase, data_key, kdf)


def renew_recovery_key(folder: Path, data_key: bytes, kdf: Kdf | None = None) -> str:
    """A new recovery key; the printed old one opens nothing from now on."""
    key = new_recovery_key()
    _replace_slot(folder, SlotKind.RECOVERY, _bare(key), data_key, kdf)
    return key


def check_passphrase(passphrase: str) -> None:
    """Raise ``Invalid`` for one that is too short to protect anything."""
    if len(passphrase) < PASSPHRASE_LEAST:
        raise Invalid("passphrase", "vault.passphrase_short", least=PASSPHRASE_LEAST)


def new_recovery_key() -> str:
    """152 random bits and 8 check bits as eight groups of four characters."""
    secret = os.urandom(19)
    number = int.from_bytes(secret + hashlib.sha256(secret).digest()[:1], "big")
    text = "".join(ALPHABET[number >> shift & 31] for shift in range(155, -1, -5))
    return "-".join(text[i : i + 4] for i in range(0, 32, 4))


def check_recovery_key(text: str) -> None:
    """Raise ``Invalid`` for a key that was mistyped: its check digits do not agree."""
    bare = _bare(text)
    if len(bare) == 32 and all(c in ALPHABET for c in bare):
        number = 0
        for character in bare:
            number = number << 5 | ALPHABET.index(character)
        raw = number.to_bytes(20, "big")
        if hashlib.sha256(raw[:19]).digest()[:1] == raw[19:]:
            return
    raise Invalid("recovery_key", "vault.recovery_key_mistyped")


def load(folder: Path) -> Vault:
    """The header, from whichever copy is whole; a damaged copy is made good from the other."""
    if not exists(folder):
        raise StoreError("vault.missing", path=str(folder))
    copies = [_read(folder / name) for name in NAMES]
    whole = next((vault for vault in copies if vault is not None), None)
    if whole is None:
        raise StoreError("vault.damaged", path=str(folder))
    if copies[0] != copies[1] and os.access(folder, os.W_OK):  # also after a change that was cut short
        save(folder, whole)
    return whole


def save(folder: Path, vault: Vault) -> None:
    """Write both copies, one after the other, each whole."""
    body = {"magic": MAGIC, "format": FORMAT, **asdict(vault)}
    text = json.dumps({**body, "checksum": _checksum(body)}, indent=1, sort_keys=True)
    for name in NAMES:
        write_atomic(folder / name, lambda stream: _write(stream, text))


def _write(stream: Any, text: str) -> None:
    stream.write(text.encode())


def _read(path: Path) -> Vault | None:
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if body["magic"] != MAGIC:
            return None
        if body["format"] > FORMAT:
            raise StoreError("store.newer", path=str(path.parent))
        checksum = body.pop("checksum")
        if checksum != _checksum(body):
            return None
        slots = tuple(_slot(entry) for entry in body["slots"])
        return Vault(body["store_id"], slots)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _slot(entry: Mapping[str, Any]) -> Slot:
    return Slot(**{**entry, "kind": SlotKind(entry["kind"]), "kdf": Kdf(**entry["kdf"])})


def _checksum(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _replace_slot(folder: Path, kind: SlotKind, secret: str, data_key: bytes, kdf: Kdf | None) -> None:
    vault = load(folder)
    fresh = _wrap(vault.store_id, kind, secret, data_key, kdf or Kdf())
    others = tuple(slot for slot in vault.slots if slot.kind is not kind)
    save(folder, replace(vault, slots=(*others, fresh)))


def _wrap(store_id: str, kind: SlotKind, secret: str, data_key: bytes, kdf: Kdf) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce, slot_id = os.urandom(16), os.urandom(12), identity.new_id()
    bound = _bound(store_id, slot_id, kind, kdf)
    wrapped = AESGCM(_derive(secret, salt, kdf)).encrypt(nonce, data_key, bound)
    return Slot(slot_id, kind, kdf, _text(salt), _text(nonce), _text(wrapped), identity.now().isoformat())


def _unwrap_any(vault: Vault, kind: SlotKind, secret: str, code: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for slot in vault.slots:
        if slot.kind is kind:
            key = _derive(secret, base64.b64decode(slot.salt), slot.kdf)
            bound = _bound(vault.store_id, slot.id, slot.kind, slot.kdf)
            try:
                return AESGCM(key).decrypt(base64.b64decode(slot.nonce), base64.b64decode(slot.wrapped), bound)
            except InvalidTag:
                continue
    raise Locked(code)


def _derive(secret: str, salt: bytes, kdf: Kdf) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret.encode(errors="surrogatepass"), salt, kdf.passes, kdf.memory_kib, kdf.lanes, 32, Type.ID
    )


def _bound(store_id: str, slot_id: str, kind: SlotKind, kdf: Kdf) -> bytes:
    """What the slot's seal also covers, so that parameters cannot be weakened unseen."""
    return f"{MAGIC}|{FORMAT}|{store_id}|{slot_id}|{kind}|{kdf.memory_kib}|{kdf.passes}|{kdf.lanes}".encode()


def _bare(recovery_key: str) -> str:
    text = "".join(c for c in recovery_key.upper() if c.isalnum())
    return text.replace("O", "0").replace("I", "1").replace("L", "1")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
