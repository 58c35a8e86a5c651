"""DOCX: opened again, it says the same as the content, with fonts by name and heads that repeat."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from documents import sample_books as books
from documents.sample_periods import month
from documents.sample_reports import full_chinese, full_english
from kam_desktop import words
from kam_desktop.core.errors import FileError
from kam_desktop.documents import (
    client_brief,
    dossier,
    handover_book,
    period_content,
    promise_list,
    visit_content,
    weekly_report,
    word,
)
from kam_desktop.documents.content import Document, Grid, Pairs, Points, Text


def contents(lang: str) -> list[Document]:
    return [
        dossier.content(books.full(), lang),
        client_brief.content(books.full(), lang),
        handover_book.content(books.handover(), lang),
        promise_list.content(books.promise_list(), lang),
        weekly_report.content(books.week(), lang),
        visit_content.content(full_chinese() if lang == "zh_CN" else full_english(), lang),
        period_content.content(month(lang), lang),
    ]


def opened(*made: Document) -> Any:
    out = BytesIO()
    word.write(made, out)
    return docx.Document(BytesIO(out.getvalue()))


def text_of(file: Any) -> str:
    lines = [paragraph.text for paragraph in file.paragraphs]
    lines += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("at", range(7))
def test_all_that_is_said_is_there_again(at: int, lang: str) -> None:
    content = contents(lang)[at]
    file = opened(content)
    there = squeezed(text_of(file))
    wanted = [content.kind, content.title, content.company]
    for piece in content.pieces:
        wanted.append(piece.name)
        for block in piece.blocks:
            if isinstance(block, Text):
                wanted += [block.lead, *block.text.splitlines()]
            elif isinstance(block, Pairs):
                wanted += [part for row in block.rows for part in row]
            elif isinstance(block, Points):
                wanted += [part for item in block.items for part in item]
            elif isinstance(block, Grid):
                wanted += [part for row in block.rows for cell in row for part in (cell.text, cell.second)]
    for each in wanted:
        assert squeezed(each) in there, each
    assert file.core_properties.title == content.full_title[:255]
    assert file.core_properties.language == lang.replace("_", "-")


def test_tables_repeat_their_heads_and_rows_stay_whole() -> None:
    file = opened(promise_list.content(books.promise_list(), "zh_CN"))
    table = next(table for table in file.tables if len(table.columns) == 4)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:cantSplit")) is not None
    assert [cell.text for cell in table.rows[0].cells] == ["事项", "客户", "负责人", "到期"]
    assert "▲ 逾期 10 天" in text_of(file)


@pytest.mark.parametrize(("lang", "latin"), [("zh_CN", "Noto Sans SC"), ("en", "Noto Sans")])
def test_fonts_go_by_name_for_both_scripts(lang: str, latin: str) -> None:
    fonts = opened(contents(lang)[0]).styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:ascii")) == latin
    assert fonts.get(qn("w:eastAsia")) == "Noto Sans SC"


def test_the_foot_says_whose_it_is_and_counts_pages() -> None:
    foot = opened(contents("zh_CN")[2]).sections[0].footer.paragraphs[0]
    assert "仅限交接双方" in foot.text
    assert [each.text for each in foot._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_several_documents_begin_on_pages_of_their_own() -> None:
    made = [visit_content.content(full_chinese(), "zh_CN")] * 3
    file = opened(*made)
    breaks = [paragraph for paragraph in file.paragraphs if paragraph.paragraph_format.page_break_before]
    assert len(breaks) == 2


def test_what_xml_cannot_hold_and_a_broken_picture_do_no_harm() -> None:
    book = replace(books.full(), notes="a\x00bc\ud800d\ufffee", logo=b"no picture")
    assert "abcde" in text_of(opened(dossier.content(book, "zh_CN")))
    report = full_chinese()
    broken = replace(report, photos=(replace(report.photos[0], data=b"x"),))
    assert "图片已损坏" in text_of(opened(visit_content.content(broken, "zh_CN")))


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"older")
    from kam_desktop.core import files

    def refuse(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", refuse)
    with pytest.raises(FileError) as caught:
        word.write([contents("zh_CN")[0]], target)
    assert caught.value.code == "file.disk_full"
    assert target.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
