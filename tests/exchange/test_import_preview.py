"""The preview of an import and the workbook of what was not taken."""

from datetime import date
from pathlib import Path

import pytest

from exchange import outside
from kam_desktop import words
from kam_desktop.core.errors import Cancelled, FileError
from kam_desktop.core.records import ClientRecord, Problem
from kam_desktop.core.store.database import Database
from kam_desktop.exchange import importing, rejects, rows, sandbox, taking
from kam_desktop.exchange import parsed as parsed_module
from kam_desktop.exchange.parsed import PackedRows, RejectedRow, Row, rejected_row

BAD = "公司,等级,生日,联系人\n恒瑞,A,2023-02-30,王伟\n,B,,\n瑞达,D,,李芳\n云汇,A,,赵敏,多余\n"


def test_a_preview_shows_what_will_come_of_a_file(tmp_path: Path) -> None:
    found = importing.preview(outside.put(tmp_path, BAD))
    assert (found.clients, found.contacts, found.rejected) == (2, 2, 2)
    assert found.problem_counts == {
        "date.impossible": 1,
        "row.no_name": 1,
        "tier.unknown": 1,
        "row.too_many_cells": 1,
    }
    assert [type(each) for each in found.first] == [ClientRecord, RejectedRow, ClientRecord]
    assert found.mapping.targets == ("client.name", "client.tier", "contact.birthday", "contact.name")
    assert found.parsed.encoding == "utf-8"


def test_a_preview_shows_the_first_fifty_and_counts_all(tmp_path: Path) -> None:
    found = importing.preview(outside.put(tmp_path, "公司\n" + "".join(f"恒瑞{n}\n" for n in range(700))))
    assert (len(found.first), found.clients) == (50, 700)


def test_a_mapping_may_be_given_and_changed(tmp_path: Path) -> None:
    path = outside.put(tmp_path, "甲,颜色\n恒瑞,红\n")
    found = importing.preview(
        path, has_headings=True, mapping={"columns": {"甲": "client.name", "颜色": "client.tags"}}
    )
    assert isinstance(found.first[0], ClientRecord)
    assert (found.first[0].name, found.first[0].tags) == ("恒瑞", ("红",))
    changed = importing.of(found.parsed, found.mapping.with_target(1, "client.notes"))
    assert isinstance(changed.first[0], ClientRecord)
    assert changed.first[0].notes == "红"


def test_one_number_with_two_companies_is_told(tmp_path: Path) -> None:
    text = "编号,公司,联系人\n7,宁波恒瑞有限公司,王伟\n7,恒瑞,李芳\n7,杭州云汇科技有限公司,赵敏\n8,瑞达,\n"
    found = importing.preview(outside.put(tmp_path, text))
    assert found.problem_counts == {"number.other_name": 1}
    assert [(each.row_no, each.problems[0].text) for each in found.partly] == [(4, "杭州云汇科技有限公司")]
    assert importing.of(found.parsed, found.mapping) == found


def test_vcards_have_a_preview_too(tmp_path: Path) -> None:
    text = "BEGIN:VCARD\nFN:王伟\nORG:恒瑞\nEND:VCARD\nBEGIN:VCARD\nTEL:1380013800\nEND:VCARD\n"
    found = importing.preview(outside.put(tmp_path, text))
    assert (found.clients, found.contacts, found.rejected) == (1, 1, 1)


def test_a_preview_can_be_stopped(tmp_path: Path) -> None:
    parsed = sandbox.parse(outside.put(tmp_path, BAD))
    with pytest.raises(Cancelled):
        importing.of(parsed, importing.recognised(parsed), cancelled=lambda: True)


@pytest.mark.parametrize(("lang", "heading"), [("zh_CN", "导入问题"), ("en", "Import problem")])
def test_rejected_rows_can_be_mended_and_imported_again(tmp_path: Path, lang: str, heading: str) -> None:
    found = importing.preview(outside.put(tmp_path, BAD))
    bad = [
        *found.parsed.rejected,
        *(each for each in rows.to_records(found.parsed, found.mapping) if isinstance(each, RejectedRow)),
    ]
    path = tmp_path / "rejected.xlsx"
    assert rejects.write(path, found.parsed.headings, bad, lang) == 2
    again = importing.preview(path)
    assert again.parsed.headings == ("公司", "等级", "生日", "联系人", "", heading)
    assert again.mapping.targets == (
        "client.name",
        "client.tier",
        "contact.birthday",
        "contact.name",
        "client.other",
        "",
    )
    assert again.parsed.rows[0].cells[:5] == ("云汇", "A", "", "赵敏", "多余")
    assert again.parsed.rows[0].cells[5] == words.say(lang, "problem.row.too_many_cells")
    assert (again.clients, again.rejected) == (1, 1)


def test_formulas_in_rejected_rows_stay_text(tmp_path: Path) -> None:
    cells = ("=cmd|'/c calc'!A1", "http://a.b", "013800138000", "x" * 40_000)
    path = tmp_path / "rejected.xlsx"
    rejects.write(path, ("a", "b", "c", "d"), [rejected_row(2, cells, "row.no_name")], "en")
    read = sandbox.parse(path, has_headings=True).rows[0].cells
    assert read[:3] == cells[:3]
    assert len(read[3]) == 32_767


def test_a_workbook_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        rejects.write(tmp_path / "nowhere" / "a.xlsx", ("公司",), [], "en")
    assert caught.value.code == "file.not_writable"
    (tmp_path / "taken.xlsx").mkdir()
    with pytest.raises(FileError):
        rejects.write(tmp_path / "taken.xlsx", ("公司",), [], "en")
    assert [each.name for each in tmp_path.iterdir()] == ["taken.xlsx"]


def test_every_problem_has_words_in_both_languages() -> None:
    zh, en = (words.catalogue(lang) for lang in words.LANGUAGES)
    keys = {key for key in en if key.startswith(("problem.", "exchange."))}
    assert keys == {key for key in zh if key.startswith(("problem.", "exchange."))}
    for lang in words.LANGUAGES:
        for key in (each for each in keys if not each.startswith("problem.packet.")):  # those are about visits
            assert words.say(lang, key, text="T", column="C", said="S")
    assert (
        rejects.reason(Problem("生日", "date.impossible", "2023-02-30"), "zh_CN")
        == "生日：「2023-02-30」不存在，请检查月和日"
    )


def test_every_code_in_the_source_has_words() -> None:
    import re

    folder = Path(importing.__file__).parent
    source = "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    for code in set(re.findall(r'"((?:file|mapping)\.[a-z_]+)"', source)):
        assert words.has("en", f"error.{code}"), code
    for code in set(
        re.findall(r'"((?:row|card|value|text|tier|kind|revenue|phone|email|date|column)\.[a-z_]+)"', source)
    ):
        assert words.has("en", f"problem.{code}"), code


def test_a_large_file_is_read_again_and_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = outside.put(tmp_path, BAD)
    kept = importing.preview(path)
    monkeypatch.setattr(rows, "KEPT", 1)
    again = importing.preview(path)
    assert kept.parsed.taken
    assert not again.parsed.taken
    assert list(rows.to_records(again.parsed, again.mapping)) == list(rows.to_records(kept.parsed, kept.mapping))
    assert (again.rejected_rows, again.partly, again.people) == (kept.rejected_rows, kept.partly, kept.people)


@pytest.mark.parametrize("letters", [0, 30, 1000])
@pytest.mark.parametrize("last", [(), ("a\x7fb", "c"), ("", "", ""), ("one",)])
def test_packed_rows_are_read_as_they_came(
    monkeypatch: pytest.MonkeyPatch, letters: int, last: tuple[str, ...]
) -> None:
    monkeypatch.setattr(parsed_module, "_BLOCK", 3)
    monkeypatch.setattr(parsed_module, "_LETTERS_OPEN", letters)
    plain = [*(Row(n, (f"恒瑞{n}", "\ud800", "")) for n in range(2, 11)), Row(20, last)]
    packed = PackedRows(plain)
    assert (len(packed), list(packed), packed[0], packed[-1]) == (10, plain, plain[0], plain[-1])
    assert packed[2:7] == plain[2:7]
    with pytest.raises(IndexError):
        packed[10]


def test_a_slice_of_packed_rows_unpacks_each_block_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed_module, "_BLOCK", 3)
    monkeypatch.setattr(parsed_module, "_LETTERS_OPEN", 0)
    plain = [Row(n, (f"恒瑞{n}",)) for n in range(11)]
    packed = PackedRows(plain)
    unpacked: list[bytes] = []
    unpack = parsed_module.zlib.decompress
    monkeypatch.setattr(parsed_module.zlib, "decompress", lambda block: unpacked.append(block) or unpack(block))
    for part in (slice(1, 8), slice(None), slice(None, None, -1), slice(0, 11, 4), slice(20, 30), slice(-2, None)):
        unpacked.clear()
        assert packed[part] == plain[part]
        assert len(unpacked) == len(set(unpacked))


def test_rows_that_the_store_would_refuse_are_shown_as_such(store: Database, today: date, tmp_path: Path) -> None:
    def shown(text: str) -> importing.Preview:
        found = importing.preview(outside.put(tmp_path, text))
        return importing.without(found, store.read(lambda s: taking.refused(s, found, today=today)))

    people = shown("编号,客户编号,姓名\n1,K7,王伟\n")
    assert (people.clients, people.contacts, people.rejected) == (0, 0, 1)
    orders = shown("客户,日期,产品,金额\n恒瑞,2026-01-05,油,1\n恒瑞,很久以前,油,1\n")
    assert (orders.facts, orders.rejected, len(orders.troubled)) == (0, 2, 2)
    assert orders.problem_counts == {"date.unreadable": 1, "fact.unknown_client": 1}
    assert all(isinstance(each, RejectedRow) for each in orders.first)


@pytest.mark.parametrize(("lang", "named"), [("zh_CN", "名单-待修改"), ("en", "名单-rejects")])
def test_the_workbook_is_named_in_the_language_of_its_reader(tmp_path: Path, lang: str, named: str) -> None:
    first = rejects.beside(tmp_path / "名单.csv", lang)
    first.touch()
    assert [first.name, rejects.beside(tmp_path / "名单.csv", lang).name] == [f"{named}.xlsx", f"{named} (2).xlsx"]
