"""An import that is killed between its parts is taken back at the next opening, which says so."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from conftest import LIGHT, PASSPHRASE
from kam_desktop.core import checking, history, in_parts, indexing, opening
from kam_desktop.core.store.tables import Client, Interaction
from kam_desktop.exchange import importing, taking

COUNT = 900
WRITER = """
import sys, time
from datetime import date
from pathlib import Path
from kam_desktop.core import in_parts, interactions, opening
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store.tables import Client
from kam_desktop.exchange import importing, taking
store = opening.unlock(Path(sys.argv[1]), passphrase=sys.argv[2])
today, file = date(2026, 6, 15), Path(sys.argv[3])
preview, pauses = importing.preview(file), [0]
def between():
    pauses[0] += 1
    if pauses[0] == int(sys.argv[4]):
        def call(session):
            one = session.query(Client).order_by(Client.id.desc()).first()
            draft = interactions.InteractionDraft(one.id, Channel.CALL, today, "电话")
            interactions.log(session, draft, today=today)
        store.write(call)
        print("READY", flush=True)
        time.sleep(60)
    return False
in_parts.write(store, lambda s: taking.take_in(s, preview, title=file.name, today=today), between, lambda: True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("pauses", [4, 6])
def test_an_import_killed_between_its_parts_leaves_nothing_half(folder: Path, tmp_path: Path, pauses: int) -> None:
    file = tmp_path / "客户.csv"
    rows = [f"K{n},宁波第{n}轮胎有限公司,B,周建{n},138{n:08d}\n" for n in range(COUNT)]
    file.write_text("编号,公司名称,客户等级,联系人,手机\n" + "".join(rows), encoding="utf-8")
    opening.create(folder, PASSPHRASE, kdf=LIGHT).store.close()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-c", WRITER, str(folder), PASSPHRASE, str(file), str(pauses)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "READY\n"
        process.send_signal(signal.SIGKILL)
    store = opening.unlock(folder, passphrase=PASSPHRASE)
    try:
        assert store.taken_back == file.name
        assert store.read(lambda s: s.query(Client).count()) in range(100, COUNT)  # parts had stood
        assert store.read(lambda s: s.query(Client).filter_by(deleted_at=None).count()) == 0
        assert store.read(lambda s: s.query(Interaction).one().outcome) == "电话"  # acknowledged: it is kept
        assert store.read(lambda s: getattr(history.last_batch(s), "kind", "")) == "edit"
        indexing.catch_up(store)
        assert checking.check(store) == []
        store.close()
        store = opening.unlock(folder, passphrase=PASSPHRASE)
        assert store.taken_back == ""
        today = date(2026, 6, 15)
        preview = importing.preview(file)
        taken = in_parts.write(store, lambda s: taking.take_in(s, preview, title=file.name, today=today)).value
        assert (taken.created, store.read(lambda s: s.query(Client).filter_by(deleted_at=None).count())) == (COUNT,) * 2
    finally:
        store.close()
