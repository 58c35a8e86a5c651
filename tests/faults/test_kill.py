"""Killing the process at any moment loses nothing that was acknowledged."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import LIGHT, PASSPHRASE
from kam_desktop.core import checking, opening
from kam_desktop.core.store.tables import Client

WRITER = """
import sys
from datetime import date
from pathlib import Path
from kam_desktop.core import clients, interactions, opening
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.rules.kinds import Channel
store = opening.unlock(Path(sys.argv[1]), passphrase=sys.argv[2])
today = date(2026, 6, 15)
print("READY", flush=True)
for number in range(10_000):
    name = f"客户{sys.argv[3]}-{number}"
    def work(session):
        client_id = clients.create(session, ClientDraft(name, tier="A"), today=today)
        interactions.log(session, interactions.InteractionDraft(client_id, Channel.CALL, today, name), today=today)
    store.write(work)
    print(name, flush=True)
"""


def kill_once(folder: Path, turn: int, seconds: float) -> list[str]:
    """Run the writer, kill it after a while, return what it had acknowledged."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-c", WRITER, str(folder), PASSPHRASE, str(turn)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "READY\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read()
    lines = said.split("\n")
    return lines[:-1]  # what follows the last line feed was not acknowledged


def run(folder: Path, turns: int) -> int:
    opening.create(folder, PASSPHRASE, kdf=LIGHT).store.close()
    chance = random.Random(7)
    promised: set[str] = set()
    for turn in range(turns):
        promised.update(kill_once(folder, turn, chance.uniform(0.3, 1.2)))
        store = opening.unlock(folder, passphrase=PASSPHRASE)
        kept = store.read(lambda s: {row.name for row in s.query(Client)})
        findings = checking.check(store)
        store.close()
        assert promised <= kept
        assert findings == []
    return len(promised)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_few_kills_lose_nothing(folder: Path) -> None:
    assert run(folder, 4) > 4


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_many_kills_lose_nothing(folder: Path) -> None:
    assert run(folder, 200) > 400
