"""Builds outside files for the tests: small, real, and broken where a test needs them broken."""

import base64
import csv
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

HEADINGS = ("公司名称", "客户等级", "城市", "联系人", "手机", "邮箱", "生日", "备注")
ROWS = (
    (
        "上海恒瑞有限公司",
        "A",
        "上海",
        "王伟",
        "13800138000",
        "wang@example.com",
        "农历八月十五",
        "喜欢岩茶，\n周三打球",
    ),
    ("宁波瑞达机械厂", "Ｂ级", "宁波", "李芳", "13912345678", "li@example.com", "1984-10-21", '说"好"'),
)


def csv_text(headings: Sequence[str] = HEADINGS, rows: Iterable[Sequence[str]] = ROWS, delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue()


def put(folder: Path, content: str | bytes, name: str = "clients.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def picture(colour: str = "red", *, size: tuple[int, int] = (40, 20), kind: str = "JPEG", turned: int = 1) -> bytes:
    """A picture that says where it was taken and how the camera was held."""
    notes = Image.Exif()
    notes[0x0112] = turned
    notes[0x010F] = "CAMERA-OF-WANG"
    notes.get_ifd(0x8825)[1] = "N"
    sink = io.BytesIO()
    Image.new("RGB", size, colour).save(sink, kind, exif=notes)
    return sink.getvalue()


def coded(data: bytes, width: int = 72) -> str:
    """Base64 folded as cards are."""
    text = base64.b64encode(data).decode()
    return "\r\n ".join(text[at : at + width] for at in range(0, len(text), width))


def card(name: str, *lines: str) -> str:
    """A vCard of somebody at a company."""
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", "ORG:宁波恒瑞有限公司", *lines, "END:VCARD", ""])


_ODS = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(path: Path, rows: Iterable[Sequence[str | float]]) -> Path:
    def cell(value: str | float) -> str:
        if isinstance(value, str):
            kind = 'office:value-type="string"'
        else:
            kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{_ODS}office:1.0" '
        f'xmlns:table="{_ODS}table:1.0" '
        f'xmlns:text="{_ODS}text:1.0"><office:body><office:spreadsheet><table:table table:name="客户">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", mime)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_ODS}manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>',
        )
    return path


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx_by_hand(path: Path, sheet_data: Iterable[bytes], *, prolog: bytes = b"") -> Path:
    """A workbook of one sheet whose data is given piece by piece, so that bombs are quickly made."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" '
            'ContentType="application/xml"/></Types>',
        )
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{_RELATIONS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{_RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b'<?xml version="1.0"?>' + prolog + f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for piece in sheet_data:
                sheet.write(piece)
            sheet.write(b"</sheetData></worksheet>")
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _wide(text: str, *, short: bool) -> bytes:
    return struct.pack("<BB" if short else "<HB", len(text), 1) + text.encode("utf-16-le")


def xlsb(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A binary workbook of one sheet of texts."""
    cells = b""
    for r, row in enumerate(rows):
        cells += _part(0, struct.pack("<I13x", r))
        cells += b"".join(_part(6, struct.pack("<II", c, 0) + _counted(text)) for c, text in enumerate(row))
    size = struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    sheet = _part(129) + _part(148, size) + _part(145) + cells + _part(146) + _part(130)
    named = struct.pack("<II", 0, 1) + _counted("r1") + _counted("客户")
    book = _part(131) + _part(143) + _part(156, named) + _part(144) + _part(132)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{_RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
        )
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def _part(kind: int, body: bytes = b"") -> bytes:
    """A record of a binary workbook: numbers of seven bits a byte, the lowest first."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(body) & 127 | 128, len(body) >> 7]) + body


def _counted(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xls(path: Path, rows: Iterable[Sequence[str | float]]) -> Path:
    """A BIFF8 workbook of one sheet (LABEL and NUMBER records) in a compound file of 512-byte sectors."""
    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    cells = b""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            at = struct.pack("<HHH", r, c, 0)
            if isinstance(value, str):
                cells += _record(0x0204, at + _wide(value, short=False))
            else:
                cells += _record(0x0203, at + struct.pack("<d", value))
    sheet = _record(0x0809, bof[:2] + b"\x10\x00" + bof[4:]) + cells + _record(0x000A, b"")
    start = _record(0x0809, bof) + _record(0x0042, struct.pack("<H", 1200))
    end = _record(0x000A, b"")
    name = _wide("客户", short=True)
    offset = len(start) + 4 + 6 + len(name) + len(end)
    stream = start + _record(0x0085, struct.pack("<IBB", offset, 0, 0) + name) + end + sheet
    return compound_file(path, {"Workbook": stream.ljust(4096, b"\0")})


def compound_file(path: Path, streams: dict[str, bytes]) -> Path:
    """An OLE2 container: header, directory in sector 0, streams from sector 1, the allocation table last."""
    fat, data, entries = [0xFFFFFFFE], b"", []
    for name, content in streams.items():
        sectors = -(-len(content) // 512)
        first = len(fat)
        fat += [*range(first + 1, first + sectors), 0xFFFFFFFE]
        data += content.ljust(sectors * 512, b"\0")
        entries.append((name, 2, first, len(content)))
    table_at = len(fat)
    fat.append(0xFFFFFFFD)

    def entry(name: str, kind: int, first: int, size: int, child: int) -> bytes:
        coded = name.encode("utf-16-le") + b"\0\0"
        return (
            coded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(coded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
            + b"\0" * 36
            + struct.pack("<IQ", first, size)
        )

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)
    directory += b"".join(entry(*each, 0xFFFFFFFF) for each in entries)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", table_at) + b"\xff" * 432
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    assert len(table) == 512, "one sector of allocations is enough for a test"
    path.write_bytes(header + directory.ljust(512, b"\0") + data + table)
    return path
