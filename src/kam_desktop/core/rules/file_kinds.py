"""What a file is, told by its first bytes and not by its name; and what must never be opened straight away."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

PICTURE_ENDINGS: Final = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif"}
)

_RUNNING: Final = """
exe com scr pif msi msp mst msix appx cpl dll sys drv ocx gadget application bat cmd ps1 ps1xml ps2 psm1 psd1
psc1 vb vbs vbe vba js jse mjs ws wsf wsc wsh hta sct msc inf ins isp job lnk url scf reg chm hlp
settingcontent-ms library-ms search-ms appref-ms jar jnlp class app command workflow action terminal dmg pkg
mpkg sh bash zsh csh fish ksh run bin out elf so ko appimage flatpak flatpakref snap deb rpm desktop py pyw pyc
pyz rb pl php lua tcl awk apk xapk aab ipa docm dotm xlsm xltm xlam xll xla pptm potm ppam ppsm sldm iqy slk one
iso img vhd vhdx html htm xhtml shtml mht mhtml svg svgz swf xbap website webloc inetloc fileloc diagcab theme
themepack
"""
#: Programs, scripts, links to programs, documents with macros, pages that run scripts.
DANGEROUS: Final = frozenset(f".{ending}" for ending in _RUNNING.split())

_MAGIC: Final = (
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"GIF87a", "image/gif", ".gif"),
    (b"GIF89a", "image/gif", ".gif"),
    (b"II*\x00", "image/tiff", ".tif"),
    (b"MM\x00*", "image/tiff", ".tif"),
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"Rar!\x1a\x07", "application/vnd.rar", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", ".7z"),
)
_PROGRAMS: Final = (
    b"MZ", b"\x7fELF", b"#!", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe", b"dex\n", b"L\x00\x00\x00\x01\x14\x02\x00", b"[Desktop Entry]", b"[InternetShortcut]",
)  # fmt: skip
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif"})
_RAW_ENDINGS: Final = frozenset(
    {".dng", ".nef", ".nrw", ".cr2", ".arw", ".srf", ".pef", ".3fr", ".iiq", ".kdc", ".dcr"}
)
HEIC, AVIF, RAW = "image/heic", "image/avif", "image/x-raw"
_SHUT: Final = frozenset({HEIC, AVIF, RAW})  # kinds of picture that are not looked into
_BY_ENDING: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
    ".wps": "application/vnd.ms-works", ".zip": "application/zip", ".txt": "text/plain", ".csv": "text/csv",
    ".md": "text/markdown", ".vcf": "text/vcard", ".ics": "text/calendar", ".eml": "message/rfc822",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav", ".amr": "audio/amr", ".mp4": "video/mp4",
    ".mov": "video/quicktime", ".odt": "application/vnd.oasis.opendocument.text", ".rtf": "application/rtf",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet", ".ofd": "application/ofd",
}  # fmt: skip


PACKET_ENDINGS: Final = (".kamp", ".kamcard")  # of a packet, of a card


@dataclass(frozen=True, slots=True)
class FileType:
    """MIME type, and the ending that the content asks for; empty when the name's own ending will do."""

    mime: str
    ending: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture of a kind that is looked into."""
        return self.mime.startswith("image/") and self.mime not in _SHUT


def of(content: bytes, name: str) -> FileType:
    """The type of a file by its content; the name only tells apart what looks alike inside (docx, xlsx, zip)."""
    if _is_program(content):
        return FileType("application/x-executable")
    for magic, mime, ending in _MAGIC:
        if content.startswith(magic):
            return FileType(RAW) if mime == "image/tiff" and ending_of(name) in _RAW_ENDINGS else FileType(mime, ending)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileType("image/webp", ".webp")
    if content[:2] == b"BM" and content[6:10] == b"\0\0\0\0":
        return FileType("image/bmp", ".bmp")
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return FileType(HEIC, ".heic")
    if content[4:8] == b"ftyp" and content[8:12] in (b"avif", b"avis"):
        return FileType(AVIF, ".avif")
    return FileType(_BY_ENDING.get(ending_of(name), "application/octet-stream"))


def ending_of(name: str) -> str:
    """The ending in small letters with its dot; blanks and dots behind it, which Windows drops, do not hide it."""
    return PurePath(name.rstrip(". ")).suffix.lower()


def is_packet(name: str) -> bool:
    """Whether a file is for the exchange with the team."""
    return ending_of(name) in PACKET_ENDINGS


def may_open(name: str, mime: str) -> bool:
    """Whether a double click may hand the file to another program: not what runs by itself."""
    return mime != "application/x-executable" and ending_of(name) not in DANGEROUS


def with_ending(name: str, ending: str) -> str:
    """The name with the ending its content asks for (photo.exe that is a JPEG becomes photo.exe.jpg)."""
    present = ending_of(name)
    if (
        not ending
        or present == ending
        or {present, ending} in ({".jpg", ".jpeg"}, {".tif", ".tiff"}, {".heic", ".heif"})
    ):
        return name
    is_known = present in PICTURE_ENDINGS or present == ".pdf"
    return (name.rstrip(". ")[: -len(present)] if is_known else name) + ending


def _is_program(content: bytes) -> bool:
    head = content[:256]
    return head.startswith(_PROGRAMS) or head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_PROGRAMS)
