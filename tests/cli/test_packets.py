"""``packet`` as scripts use it, between two stores."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from conftest import PASSPHRASE
from exchange.packet_ground import make_pair, pair, report
from kam_desktop import cli


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("met") / "pair"
    make_pair(folder)
    with pair(folder) as two:
        report(two.manager)
    return folder


@pytest.fixture
def team(met: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """``team(who, *argv)`` runs a command in that store: (exit code, document, what stood on stderr)."""
    shutil.copytree(met, tmp_path / "pair", ignore=shutil.ignore_patterns("*.lock"))
    monkeypatch.setenv("KAM_DESKTOP_PASSPHRASE", PASSPHRASE)

    def run(who: str, *argv: object, is_json: bool = True) -> tuple[int, Any, str]:
        at = ["--data-dir", str(tmp_path / "pair" / who / "store"), "--lang", "en", "--on", "2026-06-15"]
        code = cli.main([*at, *(["--json"] if is_json else []), "packet", *map(str, argv)])
        out, err = capsys.readouterr()
        return code, (json.loads(out) if is_json and out.strip() else out), err

    return run


def test_reports_go_out_and_come_in(team: Any, tmp_path: Path) -> None:
    file = tmp_path / "out.kamp"
    code, sent, _ = team("manager", "send", "--to", "王总", "--out", file)
    assert (code, sent["kind"], sent["visits"], sent["photos"]) == (0, "reports", 1, 1)
    code, seen, _ = team("lead", "take", file, "--dry-run")
    assert (code, seen["batch"], seen["counts"], seen["new_clients"]) == (
        0, None, {"new": 1, "changed": 0, "same": 0}, ["宁波恒屹机械"],
    )  # fmt: skip
    code, taken, _ = team("lead", "take", file)
    assert (code, taken["from"], taken["visits"][0]["state"], bool(taken["batch"])) == (0, "刘敏", "submitted", True)
    assert team("lead", "take", file)[1]["taken_before"]
    assert [row["direction"] for row in team("lead", "list")[1]] == ["in"]
    assert [row["direction"] for row in team("manager", "list")[1]] == ["out"]
    code, _, err = team("manager", "send", "--to", "王总", "--out", file)
    assert (code, "nothing to send" in err) == (1, True)


def test_people_read_what_comes_of_it(team: Any, tmp_path: Path) -> None:
    file = tmp_path / "out.kamp"
    assert "with 1 visit." in team("manager", "send", "--to", "王总", "--out", file, is_json=False)[1]
    said = team("lead", "take", file, is_json=False)[1]
    assert "1 report of 刘敏" in said
    assert "1 client is new here: 宁波恒屹机械" in said
    assert "Undo with" in said
    assert "visit reports" in team("lead", "list", is_json=False)[1]


def test_cards_are_compared_before_anything_is_sent(team: Any, tmp_path: Path) -> None:
    card = tmp_path / "赵强.kamcard"
    assert team("lead", "card", "--out", tmp_path / "card.txt")[0] == 1
    with pair(tmp_path / "others") as others:
        made = others.manager
        made.store.set_author("赵强")
        shutil.copy(made.card(), card)
    code, added, _ = team("lead", "trust", card)
    assert (code, added["partner"], added["trusted"]) == (0, "赵强", False)
    code, _, err = team("lead", "send", "--to", "赵强", "--out", tmp_path / "x.kamp")
    assert (code, "compared" in err) == (1, True)
    assert team("lead", "trust", card, "--fingerprint", "0000")[0] == 1
    assert team("lead", "trust", card, "--fingerprint", added["digits"])[1]["trusted"]
    code, own, _ = team("lead", "card", "--out", tmp_path / "own.kamcard", "--role", "lead")
    assert (code, own["role"], len(own["fingerprint"].split())) == (0, "lead", 8)


def test_a_review_of_a_changed_report_is_done_in_part(team: Any, tmp_path: Path) -> None:
    out, back = tmp_path / "out.kamp", tmp_path / "back.kamp"
    team("manager", "send", "--to", "王总", "--out", out)
    visit_id = team("lead", "take", out)[1]["visits"][0]["visit_id"]
    with pair(tmp_path / "pair") as two:
        from kam_desktop.core import visits

        two.lead.write(lambda s: visits.review(s, visit_id, accepted=True))
        two.manager.write(lambda s: visits.review(s, visit_id, accepted=False, remark="自己退回"))
        two.manager.write(lambda s: visits.submit(s, visit_id))
    assert team("lead", "send", "--to", "刘敏", "--out", back)[1]["kind"] == "reviews"
    code, done, err = team("manager", "take", back)
    assert (code, [each["code"] for each in done["left"]], "changed since" in err) == (
        4,
        ["packet.changed_since"],
        True,
    )


def test_a_broken_packet_is_one_sentence(team: Any, tmp_path: Path) -> None:
    bad = tmp_path / "bad.kamp"
    bad.write_bytes(b"no packet")
    code, out, err = team("lead", "take", bad)
    assert (code, out, err.count("\n")) == (1, "", 1)
