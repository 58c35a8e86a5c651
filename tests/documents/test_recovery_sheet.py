"""The recovery sheet: one page, the key in groups, and nowhere but on the page."""

from datetime import datetime
from io import BytesIO

import pytest

from documents.reading import all_text, page_texts
from kam_desktop.documents import recovery_sheet

_KEY = "K7QF-2M9X-0OI1-AB3D-EFGH-JKLM-NPQR-STUV"
_MADE = datetime(2026, 11, 20, 9, 12)


def _sheet(lang: str, store: str = "我的客户") -> bytes:
    out = BytesIO()
    written = recovery_sheet.write(_KEY, store, out, lang=lang, made_at=_MADE)
    assert written == recovery_sheet.Written(1, ())
    return out.getvalue()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh_CN",
            [
                "恢复密钥",
                "共 8 组",
                "任何人都无法打开",
                "2026-11-20 09:12",
                "机密 · 请妥善保管",
                "第 1 页 / 共 1 页",
            ],
        ),
        ("en", ["Recovery key", "8 groups", "nobody can open the store", "2026-11-20 09:12", "Page 1 of 1"]),
    ],
)
def test_what_it_says(lang: str, words: list[str]) -> None:
    text = all_text(_sheet(lang))
    assert [word for word in words if word not in text] == []
    assert "我的客户" in text


def test_the_groups_stand_in_order() -> None:
    text = page_texts(_sheet("en"))[0]
    places = [text.index(group) for group in _KEY.split("-")]
    assert places == sorted(places)


def test_the_key_is_not_in_the_file_beside_the_page() -> None:
    data = _sheet("en")
    assert not any(group.encode() in data for group in _KEY.split("-"))


def test_a_store_name_with_markup_prints_as_it_is() -> None:
    assert "A<B>C 公司 <b>" in all_text(_sheet("zh_CN", "A<B>C 公司 <b>"))


def test_it_is_dated_today_unless_told_otherwise() -> None:
    out = BytesIO()
    before = datetime.now().astimezone()
    recovery_sheet.write(_KEY, "x", out, lang="en")
    after = datetime.now().astimezone()
    text = all_text(out.getvalue())
    assert f"{before:%Y-%m-%d %H:%M}" in text or f"{after:%Y-%m-%d %H:%M}" in text


def test_a_key_in_one_piece_is_grouped() -> None:
    out = BytesIO()
    recovery_sheet.write(_KEY.replace("-", ""), "x", out, lang="en")
    text = page_texts(out.getvalue())[0]
    assert [group for group in _KEY.split("-") if group not in text.split()] == []
