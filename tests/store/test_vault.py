"""The header: what opens a store, and what each failure is called."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import LIGHT, PASSPHRASE
from kam_desktop.core.errors import Invalid, KamError, Locked, StoreError
from kam_desktop.core.store import vault


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, bytes, str]:
    data_key, recovery_key = vault.create(tmp_path, PASSPHRASE, LIGHT)
    return tmp_path, data_key, recovery_key


def test_both_secrets_give_the_same_key(made: tuple[Path, bytes, str]) -> None:
    folder, data_key, recovery_key = made
    assert vault.unlock(folder, passphrase=PASSPHRASE) == data_key
    assert vault.unlock(folder, recovery_key=recovery_key) == data_key
    assert vault.unlock(folder, recovery_key=recovery_key.lower().replace("-", " ")) == data_key


def test_default_parameters_are_strong() -> None:
    assert vault.Kdf().memory_kib >= 65_536
    assert vault.Kdf().passes >= 3


def test_wrong_passphrase_is_not_damage(made: tuple[Path, bytes, str]) -> None:
    with pytest.raises(Locked, match="wrong_passphrase"):
        vault.unlock(made[0], passphrase="something else")


def test_mistyped_recovery_key_is_told_before_it_is_tried(made: tuple[Path, bytes, str]) -> None:
    folder, _, key = made
    told = 0
    for letter in set("ABCDEFGH") - {key[0]}:  # its check letters miss one in 256
        with pytest.raises((Invalid, Locked)) as refused:
            vault.unlock(folder, recovery_key=letter + key[1:])
        told += "mistyped" in str(refused.value)
    assert told >= 5
    with pytest.raises(Locked, match="wrong_recovery_key"):
        vault.unlock(folder, recovery_key=vault.new_recovery_key())


def test_changing_the_passphrase_keeps_the_data_key(made: tuple[Path, bytes, str]) -> None:
    folder, data_key, recovery_key = made
    vault.set_passphrase(folder, data_key, "a new long passphrase", LIGHT)
    assert vault.unlock(folder, passphrase="a new long passphrase") == data_key
    assert vault.unlock(folder, recovery_key=recovery_key) == data_key
    with pytest.raises(Locked):
        vault.unlock(folder, passphrase=PASSPHRASE)


def test_a_new_recovery_key_replaces_the_old(made: tuple[Path, bytes, str]) -> None:
    folder, data_key, old = made
    fresh = vault.renew_recovery_key(folder, data_key, LIGHT)
    assert vault.unlock(folder, recovery_key=fresh) == data_key
    with pytest.raises(Locked):
        vault.unlock(folder, recovery_key=old)


def test_one_damaged_copy_is_made_good(made: tuple[Path, bytes, str]) -> None:
    folder, data_key, _ = made
    (folder / "vault.json").write_text("{broken", encoding="utf-8")
    assert vault.unlock(folder, passphrase=PASSPHRASE) == data_key
    assert (folder / "vault.json").read_text() == (folder / "vault.copy.json").read_text()


@pytest.mark.parametrize("content", [b"", b"\0" * 300, b"{}", b'{"magic": "KAM-VAULT", "format": 1}', b"\xff\xfe"])
def test_damaged_header_says_so(made: tuple[Path, bytes, str], content: bytes) -> None:
    for name in vault.NAMES:
        (made[0] / name).write_bytes(content)
    with pytest.raises(StoreError, match=r"vault\.damaged"):
        vault.unlock(made[0], passphrase=PASSPHRASE)


def test_every_flipped_bit_of_a_slot_is_seen(made: tuple[Path, bytes, str]) -> None:
    folder = made[0]
    body = json.loads((folder / "vault.json").read_text())
    body["slots"][0]["kdf"]["passes"] = 9
    for name in vault.NAMES:
        (folder / name).write_text(json.dumps(body))
    with pytest.raises(StoreError, match=r"vault\.damaged"):
        vault.unlock(folder, passphrase=PASSPHRASE)


def test_header_of_a_newer_version_is_refused(made: tuple[Path, bytes, str]) -> None:
    folder = made[0]
    body = json.loads((folder / "vault.json").read_text()) | {"format": vault.FORMAT + 1}
    for name in vault.NAMES:
        (folder / name).write_text(json.dumps(body))
    with pytest.raises(StoreError, match=r"store\.newer"):
        vault.unlock(folder, passphrase=PASSPHRASE)


def test_short_passphrases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="passphrase_short"):
        vault.create(tmp_path, "1234567", LIGHT)
    assert not list(tmp_path.iterdir())


def test_no_store_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"vault\.missing"):
        vault.load(tmp_path)


def test_no_secret_is_written(made: tuple[Path, bytes, str]) -> None:
    folder, data_key, recovery_key = made
    written = b"".join(file.read_bytes() for file in folder.iterdir())
    for secret in (PASSPHRASE.encode(), recovery_key.encode(), data_key, data_key.hex().encode()):
        assert secret not in written


@given(st.integers(0, 31), st.sampled_from(vault.ALPHABET))
def test_a_wrong_character_is_nearly_always_noticed(place: int, character: str) -> None:
    key = "9QHP6VPDM9FHDTTEEKWZ84KZT61S0XMC"
    try:
        vault.check_recovery_key(key)
        known_good = True
    except KamError:
        known_good = False
    changed = key[:place] + character + key[place + 1 :]
    if changed == key:
        return
    if known_good and place >= 30:
        with pytest.raises(Invalid):
            vault.check_recovery_key(changed)
