"""The format of packets and cards: what was changed by a single byte is refused."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_desktop.core.errors import FileError, KamError, Refused
from kam_desktop.core.partners import Card, OwnKeys, PublicKeys
from kam_desktop.core.rules import fingerprints
from kam_desktop.core.rules.kinds import PartnerRole
from kam_desktop.exchange import packets
from kam_desktop.exchange.packets import Contents


def keys() -> OwnKeys:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    sign, seal = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    public = PublicKeys(sign.public_key().public_bytes_raw(), seal.public_key().public_bytes_raw())
    return OwnKeys(public, sign.private_bytes_raw(), seal.private_bytes_raw())


ANNA, BO, EVE = keys(), keys(), keys()
CONTENTS = Contents({"kind": "reports", "words": "拜访 " * 40}, (b"first file", b"", b"third"))
PACKET = packets.seal(CONTENTS, own=ANNA, recipient=BO.public)


def code(data: bytes, own: OwnKeys = BO) -> str:
    with pytest.raises(KamError) as caught:
        packets.contents(packets.unseal(data, own))
    return caught.value.code


def test_what_is_sealed_is_read_again() -> None:
    letter = packets.unseal(PACKET, BO)
    found = packets.contents(letter)
    assert letter.sender == ANNA.public
    assert found.files == CONTENTS.files
    assert found.document["words"] == CONTENTS.document["words"]


def test_nothing_of_it_can_be_read_in_the_file() -> None:
    assert "拜访".encode() not in PACKET
    assert b"first file" not in PACKET
    assert ANNA.public.sign not in PACKET


@given(at=st.integers(0, len(PACKET) - 1), bit=st.integers(0, 7))
@settings(max_examples=300, deadline=None)
def test_any_flipped_bit_is_refused(at: int, bit: int) -> None:
    changed = bytearray(PACKET)
    changed[at] ^= 1 << bit
    assert code(bytes(changed)).startswith("packet.")


REGIONS = {"magic": 0, "version": 8, "key": 10, "nonce": 42, "size": 54, "signature": 58, "sender": 122, "recipient": 186,
           "document size": 250, "document": 260, "files": len(PACKET) - 25, "tag": len(PACKET) - 1}  # fmt: skip


@pytest.mark.parametrize("at", REGIONS.values(), ids=REGIONS)
def test_each_region_is_covered(at: int) -> None:
    changed = bytearray(PACKET)
    changed[at] ^= 0x40
    assert code(bytes(changed)).startswith("packet.")


@given(length=st.integers(0, len(PACKET) - 1))
@settings(max_examples=100, deadline=None)
def test_a_file_that_ends_early_is_refused(length: int) -> None:
    assert code(PACKET[:length]) == ("packet.truncated" if length else "packet.not_one")


def test_a_file_that_goes_on_is_refused() -> None:
    assert code(PACKET + b"\0") == "packet.damaged"


@given(data=st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_anything_else_is_refused(data: bytes) -> None:
    assert code(data).startswith("packet.")
    assert code(packets.MAGIC + data).startswith("packet.")


def test_somebody_else_cannot_open_it() -> None:
    assert code(PACKET, EVE) == "packet.not_for_us"


def test_a_packet_passed_on_is_not_for_us() -> None:
    """Bo seals Anna's signed words for Eve: the signature holds, but it names Bo."""
    body = packets.unseal(PACKET, BO).body
    passed_on = sealed(bytes(body), EVE)
    assert code(passed_on, EVE) == "packet.not_for_us"


def test_a_packet_with_another_sender_written_in_is_refused() -> None:
    body = bytearray(packets.unseal(PACKET, BO).body)
    body[64:128] = b"".join(EVE.public)
    assert code(sealed(bytes(body), BO), BO) == "packet.damaged"


def sealed(body: bytes, recipient: OwnKeys) -> bytes:
    """What a recipient who knows the format can make of a body: the outer layer is anybody's to write."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    once, nonce = X25519PrivateKey.generate(), os.urandom(12)
    public = once.public_key().public_bytes_raw()
    head = packets._HEAD.pack(packets.MAGIC, packets.VERSION, public, nonce, len(body) + 16)
    key = packets._key(once.private_bytes_raw(), recipient.public.seal, salt=public + recipient.public.seal)
    return head + AESGCM(key).encrypt(nonce, body, head)


@pytest.mark.parametrize(("version", "wanted"), [(0, "packet.older"), (2, "packet.newer"), (65_535, "packet.newer")])
def test_another_version_says_so(version: int, wanted: str) -> None:
    assert code(PACKET[:8] + version.to_bytes(2, "big") + PACKET[10:]) == wanted


def test_a_public_key_that_gives_no_secret_is_refused() -> None:
    assert code(PACKET[:10] + bytes(32) + PACKET[42:]) == "packet.not_for_us"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.kamp"
    with path.open("wb") as stream:
        stream.truncate(packets.LARGEST + 1)
    with pytest.raises(FileError) as caught:
        packets.read(path)
    assert caught.value.code == "packet.too_large"


def test_a_header_that_promises_much_is_refused() -> None:
    assert code(PACKET[:54] + b"\xff\xff\xff\xff" + PACKET[58:]) == "packet.truncated"


@pytest.mark.parametrize(
    "files",
    [
        [{"size": 10**12, "sha256": ""}], [{"size": -1, "sha256": ""}], [{"size": 10, "sha256": "0" * 64}], "none",
        [{"size": "many"}], [], None,
    ],
)  # fmt: skip
def test_a_list_of_files_that_is_wrong_is_refused(files: object) -> None:
    """Signed and sealed by Anna herself, whose program is out of order."""
    document = json.dumps({"files": files}).encode()
    said = b"".join((*ANNA.public, *BO.public, len(document).to_bytes(4, "big"), document, b"first file"))
    assert code(sealed(signed(said), BO)) == "packet.damaged"


@pytest.mark.parametrize("document", [b"[" * 100_000, b"\xff\xfe", b"[]", b"{}", b"null", b""])
def test_a_document_that_is_none_is_refused(document: bytes) -> None:
    said = b"".join((*ANNA.public, *BO.public, len(document).to_bytes(4, "big"), document))
    assert code(sealed(signed(said), BO)) == "packet.damaged"


def signed(said: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(ANNA.sign).sign(b"kam-desktop packet 1 signed\n" + said) + said


def test_too_much_is_not_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packets, "LARGEST", 1_000)
    with pytest.raises(Refused) as caught:
        packets.seal(Contents({}, (bytes(1_000),)), own=ANNA, recipient=BO.public)
    assert caught.value.code == "packet.too_large"


CARD = Card("刘敏", PartnerRole.MANAGER, ANNA.public)


def test_a_card_is_read_again() -> None:
    assert packets.card_of(packets.write_card(CARD, ANNA)) == CARD


@pytest.mark.parametrize("name", ["name", "role", "sign_key", "seal_key", "signature", "magic"])
def test_a_card_with_another_value_is_refused(name: str) -> None:
    said, other = (json.loads(packets.write_card(each, own)) for each, own in (
        (CARD, ANNA), (Card("王总", PartnerRole.LEAD, EVE.public), EVE)
    ))  # fmt: skip
    said[name] = "other" if name == "magic" else other[name]
    with pytest.raises(FileError) as caught:
        packets.card_of(json.dumps(said).encode())
    assert caught.value.code == "packet.card_unreadable"


@given(data=st.binary(max_size=200) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(
    lambda each: json.dumps(each).encode()
))  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_anything_else_is_no_card(data: bytes) -> None:
    with pytest.raises(FileError) as caught:
        packets.card_of(data)
    assert caught.value.code == "packet.card_unreadable"


def test_a_newer_card_says_so() -> None:
    said = {**json.loads(packets.write_card(CARD, ANNA)), "version": 2}
    with pytest.raises(FileError) as caught:
        packets.card_of(json.dumps(said).encode())
    assert caught.value.code == "packet.newer"


@given(sign=st.binary(min_size=32, max_size=32), seal=st.binary(min_size=32, max_size=32))
def test_a_fingerprint_is_read_aloud_in_two_ways(sign: bytes, seal: bytes) -> None:
    made = fingerprints.of(sign, seal)
    assert len(made.split()) == len(fingerprints.digits(made).split()) == 8
    for typed in (
        made,
        made.lower().replace(" ", ""),
        fingerprints.digits(made),
        fingerprints.digits(made).replace(" ", "-"),
    ):
        assert fingerprints.is_same(typed, made)
    spoken = fingerprints.digits(made).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    assert fingerprints.is_same(spoken, made)
    assert not fingerprints.is_same(made[:-1], made)
    assert fingerprints.of(seal, sign) != made or sign == seal
