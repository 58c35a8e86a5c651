"""A document's content as DOCX, for those who must edit it: the same words, headings and tables with repeated heads."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from kam_desktop import words
from kam_desktop.documents import logos, pictures
from kam_desktop.documents.content import (
    Bars,
    Block,
    Cell,
    Contents,
    Course,
    Document,
    Grid,
    Head,
    Note,
    Pairs,
    Pictures,
    Piece,
    Points,
    Signatures,
    Text,
)
from kam_desktop.documents.output import deliver

_LATIN: Final = "Noto Sans"
_CHINESE: Final = "Noto Sans SC"
_GREY: Final = "5E5E5E"
_ACCENT: Final = "12395B"
_TEXT_MM: Final = 170.0
_PHOTO_MM: Final = 82.0
_CONTROL: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def write(contents: Sequence[Document], to: Path | BinaryIO) -> None:
    """Writes one or several documents into one file, each on a page of its own. Raises ``FileError``."""
    import docx

    file = docx.Document()
    _set_up(file, contents[0])
    for at, content in enumerate(contents):
        _Writer(file, content).write(is_first=at == 0)
    out = BytesIO()
    file.save(out)
    deliver(out.getvalue(), to)


def _set_up(file: Any, content: Document) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(22), Mm(18), Mm(22), Mm(22)
    is_chinese = content.lang == "zh_CN"
    _fonts(file.styles["Normal"].element.get_or_add_rPr(), content.lang)
    normal = file.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.35 if is_chinese else 1.15
    for name, size in (("Title", 20), ("Heading 1", 12)):
        style = file.styles[name]
        _fonts(style.element.get_or_add_rPr(), content.lang)
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, None
        style.font.color.rgb = _colour("141414")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10 if size < 20 else 0), Pt(4)
        style.paragraph_format.keep_with_next = True
    foot = page.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    _run(foot, content.confidential, bold=True, size=7.5)
    _run(foot, f"   {content.made}\t", size=7.5, colour=_GREY)
    _page_numbers(foot, content.lang)
    said = file.core_properties
    said.title, said.author, said.subject = (
        _clean(part)[:255] for part in (content.full_title, content.author, content.kind)
    )
    said.language = content.lang.replace("_", "-")
    said.comments = ""


def _fonts(properties: Any, lang: str) -> None:
    """Fonts by name; the East Asian one has an attribute of its own that the library does not set."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    latin = _LATIN if lang == "en" else _CHINESE
    for name, font in (("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", _CHINESE), ("w:cs", _LATIN)):
        fonts.set(qn(name), font)


def _colour(value: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(value)


def _clean(text: str) -> str:
    """Text that XML can hold."""
    return text.translate(_CONTROL).encode("utf-8", "ignore").decode("utf-8")


def _run(paragraph: Any, text: str, *, bold: bool = False, size: float = 0, colour: str = "") -> None:
    from docx.shared import Pt

    run = paragraph.add_run(_clean(text))
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = _colour(colour)


def _page_numbers(paragraph: Any, lang: str) -> None:
    """Page x of y as fields that Word fills in."""
    before, rest = words.say(lang, "paper.page_of", page="\0", pages="\1").split("\0")
    between, after = rest.split("\1")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        _run(paragraph, text, size=7.5)
        if field:
            _field(paragraph, field)


def _field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        run.font.size = Pt(7.5)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = code
        run._r.append(mark)


class _Writer:
    """Writes one document into an open file."""

    def __init__(self, file: Any, content: Document) -> None:
        self._file, self._content = file, content
        self._lang = content.lang
        self._ways: dict[type, Callable[[Any], None]] = {
            Text: self._text, Note: self._note, Points: self._points, Pairs: self._pairs, Grid: self._grid,
            Bars: self._bars, Course: self._bars, Contents: self._contents, Signatures: self._signatures, Pictures: self._pictures,
        }  # fmt: skip

    def write(self, *, is_first: bool) -> None:
        """The head, then each section."""
        content = self._content
        kind = self._paragraph()
        kind.paragraph_format.page_break_before = not is_first
        _run(kind, content.kind, bold=True, colour=_ACCENT)
        if content.company:
            _run(kind, f"   {content.company}", size=8, colour=_GREY)
        self._logo(kind)
        title = self._file.add_heading("", 0)
        mark = " ".join(part for part in (content.tier.value if content.tier else "", content.mark) if part)
        _run(title, content.title)
        if mark:
            _run(title, f"  {mark}", size=12)
        if content.subject:
            line = self._paragraph()
            for text, bold in content.subject:
                _run(line, text, bold=bold, size=12)
        self._head_facts()
        for piece in content.pieces:
            self._piece(piece)

    def _logo(self, paragraph: Any) -> None:
        sign = logos.read(self._content.logo) if self._content.logo else None
        if sign:
            from docx.shared import Pt

            paragraph.add_run("   ").add_picture(BytesIO(sign.png), height=Pt(sign.height))

    def _head_facts(self) -> None:
        facts = [(label, [line for line in lines if line]) for label, lines in self._content.facts]
        for label, people in self._content.parties:
            if people:
                facts.append((label, [f"{name}　{role}".strip() for name, role in people]))
        if not facts:
            return
        rows = [(Cell(label), Cell("\n".join(lines))) for label, lines in facts]
        self._table([Head("", 36), Head("")], rows, has_head=False)

    def _piece(self, piece: Piece) -> None:
        if not piece.blocks:
            return
        heading = self._file.add_heading("", 1)
        heading.paragraph_format.page_break_before = piece.turns
        _run(heading, piece.name)
        if piece.notes:
            _run(heading, f"  {' · '.join(piece.notes)}", size=8, colour=_GREY)
        for block in piece.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        self._ways[type(block)](block)

    def _paragraph(self) -> Any:
        return self._file.add_paragraph()

    def _text(self, block: Text) -> None:
        for at, line in enumerate(filter(None, (part.strip() for part in block.text.splitlines()))):
            paragraph = self._paragraph()
            if block.lead and not at:
                _run(paragraph, block.lead, bold=True)
            _run(paragraph, line)

    def _note(self, block: Note) -> None:
        _run(self._paragraph(), block.text, size=8, colour=_GREY)

    def _points(self, block: Points) -> None:
        for number, (lead, rest) in enumerate(block.items, start=1):
            paragraph = self._paragraph()
            _run(paragraph, f"{number}  ", colour=_GREY)
            _run(paragraph, lead, bold=True)
            _run(paragraph, f" {rest}" if lead and rest and lead[-1] < "\u2e80" else rest)

    def _pairs(self, block: Pairs) -> None:
        rows = [(Cell(term, is_bold=block.is_bold), Cell(text)) for term, text in block.rows]
        self._table([Head("", 36), Head("")], rows, has_head=False)

    def _grid(self, block: Grid) -> None:
        self._table(block.heads, [*block.rows, *block.totals])

    def _bars(self, block: Bars | Course) -> None:
        rows = [(Cell(name), Cell(said)) for name, _, said in block.data]
        self._table([Head(block.heads[0]), Head(block.heads[1], is_right=True)], rows)

    def _contents(self, block: Contents) -> None:
        """Page numbers are Word's own business: the names alone."""
        _run(self._paragraph(), " · ".join(name for name, _ in block.entries))

    def _signatures(self, block: Signatures) -> None:
        from docx.shared import Pt

        paragraph = self._paragraph()
        paragraph.paragraph_format.space_before = Pt(24)
        _run(paragraph, "    ".join(f"{label} ________________" for label in block.labels))

    def _pictures(self, block: Pictures) -> None:
        from docx.shared import Mm

        for number, (data, caption) in enumerate(block.photos, start=1):
            image = pictures.opened(data, 1600)
            if image is None:
                self._note(Note(words.say(self._lang, "paper.photo_broken")))
                continue
            out = BytesIO()
            image.convert("RGB").save(out, "JPEG", quality=85)
            width = min(_PHOTO_MM, 80.0 * image.width / image.height)
            self._file.add_picture(BytesIO(out.getvalue()), width=Mm(width))
            self._note(Note(f"{number}  {caption}"))

    def _table(self, heads: Sequence[Head], rows: Sequence[Sequence[Cell]], *, has_head: bool = True) -> None:
        from docx.shared import Mm, Pt

        table = self._file.add_table(rows=0, cols=len(heads))
        table.autofit = False
        known = sum(head.width for head in heads)
        open_ = sum(not head.width for head in heads)
        widths = [head.width or (_TEXT_MM - known) / open_ for head in heads]
        factor = _TEXT_MM / sum(widths)
        if has_head:
            cells = table.add_row().cells
            for cell, head in zip(cells, heads, strict=True):
                self._cell(cell, Cell(head.title), head, size=7.5, colour=_GREY)
            _repeat(table.rows[0])
        for row in rows:
            made = table.add_row()
            _whole(made)
            for cell, told, head in zip(made.cells, row, heads, strict=True):
                self._cell(cell, told, head, size=9)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width * factor)
        _ruled(table)
        self._paragraph().paragraph_format.space_after = Pt(0)

    def _cell(self, cell: Any, told: Cell, head: Head, *, size: float, colour: str = "") -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        text = told.tier.value if told.tier else told.text or ("" if colour else "—")
        lines = [(line, told.is_bold, size, colour) for line in text.splitlines() or [""]]
        if told.second:
            second = f"▲ {told.second}" if told.has_mark else told.second
            lines.append((second, told.has_mark, 8, "" if told.has_mark else _GREY))
        elif told.has_mark:
            lines[0] = (f"▲ {lines[0][0]}", *lines[0][1:])
        for at, (line, bold, points, tone) in enumerate(lines):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            if head.is_right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _run(paragraph, line, bold=bold, size=points, colour=tone)


def _repeat(row: Any) -> None:
    """The head stands again on each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    """A row does not break over a page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _ruled(table: Any) -> None:
    """Hairlines between rows, no frame."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "2"), ("space", "0"), ("color", "B4B4B4")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
