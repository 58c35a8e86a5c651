"""Whatever an outside file holds, it becomes records, rejections or a FileError, and nothing else."""

import json
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_desktop.core.errors import FileError
from kam_desktop.core.records import ClientRecord
from kam_desktop.exchange import child, columns, heading_rows, headings, importing, rows, values
from kam_desktop.exchange.assembling import Assembly
from kam_desktop.exchange.fields import FIELDS, target
from kam_desktop.exchange.parsed import CellProblem, ParsedFile, Row

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = (
    "农历",
    "闰",
    "13800138000",
    "1.38E+10",
    "@",
    "a@b.cn",
    "2023-02-30",
    "万",
    "￥",
    "A级",
    "/",
    "；",
    "八月十五",
    "\u202e",
    "-",
    "9" * 30,
)
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=4).map("".join)
CARD_LINES = (
    "BEGIN:VCARD",
    "END:VCARD",
    "AGENT:",
    "FN:王",
    "N:;;",
    "ORG:;",
    "BDAY:--02",
    "NOTE;QUOTED-PRINTABLE:=E7=",
    " 续",
    "=",
    ":",
    "TEL;",
    "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=00=E2=80=AE=0Ax):13800138000",
    "TEL:tel:%00%E2%80%AE%0A1;ext=%0A",
    "CLASS:PRIVATE",
    "X-ABRELATEDNAMES:",
)


def in_one_process(path: Path) -> ParsedFile:
    assembly = Assembly()
    for message in child._answered({"path": str(path)}):
        if "error" in message:
            raise FileError(message["error"], **message["params"])
        assembly.take(json.loads(json.dumps(message, ensure_ascii=False).encode()))
    return assembly.parsed()


def take(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with suppress(FileError):
        found = importing.of(parsed := in_one_process(path), importing.recognised(parsed))
        assert found.clients + found.rejected >= len(parsed.rows)


@SLOW
@given(rows_of=st.lists(st.lists(TEXT, min_size=len(FIELDS), max_size=len(FIELDS)), min_size=1, max_size=3))
def test_any_values_under_all_headings(rows_of: list[list[str]]) -> None:
    names = tuple((*field.synonyms, field.key)[0].lstrip("=") for field in FIELDS)
    parsed = ParsedFile("csv", headings=names, rows=[Row(n, tuple(row)) for n, row in enumerate(rows_of, 2)])
    mapping = columns.Mapping(names, tuple(field.key for field in FIELDS))
    for record in rows.to_records(parsed, mapping):
        if isinstance(record, ClientRecord):
            assert record.name
            assert all(person.name for person in record.contacts)


SIMPLE = (
    "client.external_no", "client.name", "client.tier", "client.annual_revenue:wan", "client.next_visit_on", "client.tags",
    "contact.name", "contact.phone", "contact.email", "contact.birthday", "contact2.name", "contact2.phone", "",
)  # fmt: skip
USUAL = (
    "7",
    "恒瑞公司",
    "A",
    "12.5",
    "2026-07-01",
    "重点",
    "王伟",
    "13800138000",
    "a@b.cn",
    "1980-01-02",
    "李芳",
    "",
    "x",
)
CELLS = st.one_of(st.sampled_from(["", " 恒瑞", "合计", "—", "a\x7fb", "x" * 600, "3.30102E+17"]), TEXT)


@settings(SLOW, max_examples=60)
@given(odd=st.lists(st.tuples(st.integers(0, 5), st.integers(0, len(SIMPLE) - 1), CELLS), max_size=6))
def test_rows_are_read_the_same_in_columns_and_one_by_one(odd: list[tuple[int, int, str]]) -> None:
    table = [list(USUAL) for _ in range(6)]
    for at, column, text in odd:
        table[at][column] = text
    parsed = ParsedFile("csv", headings=SIMPLE, rows=[Row(n, tuple(row)) for n, row in enumerate(table, 2)])
    parsed.cell_problems.append(CellProblem(4, 7, "value.digits_lost", "1.38E+10"))
    mapping = columns.Mapping(SIMPLE, SIMPLE)
    taker = rows._Taker(parsed, mapping)
    assert taker.columns
    assert list(rows.fresh(parsed, mapping)) == [taker.record(row) for row in parsed.rows]


@SLOW
@given(names=st.lists(TEXT, max_size=12), sample=st.lists(st.lists(TEXT, max_size=12), max_size=4))
def test_any_headings_are_mapped_to_known_fields_once(names: list[str], sample: list[list[str]]) -> None:
    mapping = columns.recognise(names, sample)
    assert all(text == "" or str(target(text)) == text for text in mapping.targets)
    assert columns.from_json(mapping.to_json(), mapping).targets == mapping.targets
    heading_rows.heading_row([names, *sample])


@SLOW
@given(content=st.one_of(st.binary(max_size=300), TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    take(tmp_path / "any", content)


@SLOW
@given(lines=st.lists(st.one_of(st.sampled_from(CARD_LINES), TEXT), max_size=30))
def test_any_lines_of_cards(tmp_path: Path, lines: list[str]) -> None:
    take(tmp_path / "any.vcf", "\n".join(["BEGIN:VCARD", *lines]).encode("utf-8", "surrogatepass"))


@SLOW
@given(lines=st.lists(st.sampled_from(CARD_LINES[4:]), max_size=12))
def test_no_card_brings_in_what_a_store_does_not_hold(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "any.vcf"
    path.write_text("\n".join(["BEGIN:VCARD", "FN:王", *lines, "END:VCARD"]), "utf-8")
    for record in in_one_process(path).records:
        assert isinstance(record, ClientRecord)
        for text in (text for person in record.contacts for text in person if isinstance(text, str)):
            assert values.names.clean(text, values.NOTES_LIMIT) == text


@given(text=st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=40))
def test_plain_text_needs_no_mending(text: str) -> None:
    if text and values.is_plain(text):
        assert values.names.clean_with_report(text, 512) == (text, ())


def test_every_synonym_means_its_own_field() -> None:
    for field in FIELDS:
        for synonym in field.synonyms:
            match = headings.match(synonym.lstrip("="))
            assert match is not None, synonym
            assert (match.target.key, match.strength) == (field.key, headings.EXACT), synonym
