"""Packets that were damaged on the way, and a process that is killed while it takes one."""

import copy
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import PASSPHRASE
from exchange.packet_ground import Pair, make_pair, pair, report
from kam_desktop.core import checking, packets, partners
from kam_desktop.core.errors import KamError
from kam_desktop.core.store.tables import Attachment, Client, Commitment, Contact, Interaction, Packet, Visit
from kam_desktop.exchange import packet_files
from kam_desktop.exchange import packets as form

TAKER = """
import sys
from datetime import date
from pathlib import Path
from kam_desktop.core import opening, packets
from kam_desktop.exchange import packet_files
store = opening.unlock(Path(sys.argv[1]), passphrase=sys.argv[3])
print("READY", flush=True)
store.write(lambda s: packets.take(s, packet_files.open_packet(s, Path(sys.argv[2])), today=date(2026, 6, 15)))
print("TAKEN", flush=True)
"""
TABLES = (Client, Contact, Visit, Interaction, Commitment, Attachment, Packet)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both stores, and a packet with thirty reports on its way to the lead."""
    folder = tmp_path_factory.mktemp("faults") / "pair"
    make_pair(folder)
    with pair(folder) as two:
        for number in range(30):
            report(two.manager, f"客户{number}有限公司")
        two.manager.send(two.lead)
    return folder


def counts(two: Pair) -> list[int]:
    return two.lead.read(lambda s: [s.query(table).filter_by(deleted_at=None).count() for table in TABLES])


def kill_while_taking(folder: Path, packet: Path, seconds: float) -> bool:
    """Whether the process said that it was done before it was killed."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-c", TAKER, str(folder), str(packet), PASSPHRASE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "READY\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return "TAKEN" in process.stdout.read()


def run_kills(ready: Path, folder: Path, turns: int) -> None:
    chance = random.Random(5)
    packet = next((ready / "manager").glob("*.kamp"))
    for turn in range(turns):
        place = folder / str(turn)
        shutil.copytree(ready, place, ignore=shutil.ignore_patterns("*.lock"))
        was_done = kill_while_taking(place / "lead" / "store", packet, chance.uniform(0.0, 1.5))
        with pair(place) as two:
            found = counts(two)
            assert found in ([0] * 7, [30, 30, 30, 30, 30, 30, 1])
            assert not was_done or found[0] == 30
            assert checking.check(two.lead.store) == []
            two.lead.take(packet)
            assert counts(two) == [30, 30, 30, 30, 30, 30, 1]
        shutil.rmtree(place)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_kill_while_taking_leaves_nothing_half(ready: Path, tmp_path: Path) -> None:
    run_kills(ready, tmp_path, 3)


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_many_kills_while_taking_leave_nothing_half(ready: Path, tmp_path: Path) -> None:
    run_kills(ready, tmp_path, 60)


def run_damage(ready: Path, turns: int) -> None:
    """Bytes flipped, cut out, put in, doubled, at places drawn anew each time."""
    chance = random.Random(os.urandom(8) if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else 7)
    whole = next((ready / "manager").glob("*.kamp")).read_bytes()
    with pair(ready) as two:
        own = two.lead.read(partners.own_keys)
    for _ in range(turns):
        at, length = chance.randrange(len(whole)), chance.randint(1, 64)
        flipped = bytes([whole[at] ^ (1 << chance.randrange(8))])
        damaged = chance.choice(
            (
                whole[:at] + flipped + whole[at + 1 :],
                whole[:at] + whole[at + length :],
                whole[:at] + chance.randbytes(length) + whole[at:],
                whole[:at],
                whole + whole[:at] or b"\0",
            )
        )
        if damaged == whole:
            continue
        with pytest.raises(KamError) as caught:
            form.contents(form.unseal(damaged, own))
        assert caught.value.code.startswith("packet."), caught.value.code


def test_damage_on_the_way_is_told(ready: Path) -> None:
    run_damage(ready, 60)


@pytest.mark.long
def test_much_damage_on_the_way_is_told(ready: Path) -> None:
    run_damage(ready, 20_000)


ODD = (None, True, 0, -1, 10**30, 1.5, float("inf"), "", "x", "\0", "\ud800", "9999-12-31", "2026-06-15T10:00:00", [], ["x"], {}, {"a": 1}, "客" * 70_000)  # fmt: skip


def leaves(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value of a document."""
    if isinstance(node, dict):
        return [path] * bool(path) + [each for key, value in node.items() for each in leaves(value, (*path, key))]
    if isinstance(node, list):
        return [path] + [each for at, value in enumerate(node) for each in leaves(value, (*path, at))]
    return [path]


def run_odd_values(ready: Path, turns: int) -> None:
    """Documents of a trusted sender with values that no program writes: refused in a sentence, or taken whole."""
    chance = random.Random(os.urandom(8) if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else 11)
    packet = next((ready / "manager").glob("*.kamp"))
    with pair(ready) as two:
        received = two.lead.read(lambda s: packet_files.open_packet(s, packet))
        for _ in range(turns):
            document: Any = copy.deepcopy(received.document)
            document["rows"] = {name: rows[:3] for name, rows in document["rows"].items()}
            node, path = document, chance.choice(leaves(document))
            for key in path[:-1]:
                node = node[key]
            node[path[-1]] = chance.choice(ODD)
            try:
                two.lead.read(lambda s, d=document: packets.preview(s, replace(received, document=d)))
            except KamError as error:
                assert error.code.startswith("packet."), (path, error.code)


def test_odd_values_of_a_trusted_sender_are_refused_or_read(ready: Path) -> None:
    run_odd_values(ready, 150)


@pytest.mark.long
def test_many_odd_values_of_a_trusted_sender_are_refused_or_read(ready: Path) -> None:
    run_odd_values(ready, 5_000)


def test_a_place_that_cannot_be_written_leaves_no_packet_and_no_record(ready: Path, tmp_path: Path) -> None:
    shutil.copytree(ready, tmp_path / "pair", ignore=shutil.ignore_patterns("*.lock"))
    with pair(tmp_path / "pair") as two:
        to = two.manager.read(lambda s: partners.find(s, "王总"))
        visit_id = report(two.manager, "最后一家")
        before = two.manager.read(lambda s: s.query(Packet).count())
        missing = tmp_path / "nowhere" / "x.kamp"
        with pytest.raises(KamError) as caught:
            two.manager.write(lambda s: packet_files.send(s, to, [visit_id], missing))
        assert caught.value.code == "file.not_writable"
        assert two.manager.read(lambda s: s.query(Packet).count()) == before
