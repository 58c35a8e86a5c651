"""The relationship map on paper: one sheet, every name, the single threads, upright or lying."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from documents.reading import all_text
from kam_desktop.core.relationships import Bond, MapPerson, RelationshipMap
from kam_desktop.core.rules.relations import Thread
from kam_desktop.documents import relationship_map

ON = date(2026, 9, 16)


def person(number: int, above: int | None = None, *, has_left: bool = False, attitude: str = "supporter") -> MapPerson:
    superior = None if above is None else f"p{above}"
    left_on = date(2026, 8, 1) if has_left else None
    return MapPerson(
        f"p{number}", f"联系人{number:02}", "采购主管", "decides", attitude, 1 + number % 3, superior, number == 0,
        has_left, left_on, "p0" if has_left else None, None,
    )  # fmt: skip


def seen(*people: MapPerson) -> RelationshipMap:
    bonds = (Bond("t1", "p0", "刘敏", 3, ""), Bond("t2", "p1", "孙浩", 1, ""))
    threads = (Thread("decider_by_one", "p0", "联系人00", "刘敏"),)
    return RelationshipMap("c", "宁波恒远<b>轮胎</b>有限公司", "A", people, bonds, ("刘敏", "孙浩", "高原"), threads)


def sheet(given: RelationshipMap, lang: str = "zh_CN") -> bytes:
    out = BytesIO()
    written = relationship_map.write(given, out, lang=lang, on=ON, company="晨岳传动", invariant=True)
    assert (written.pages, written.missing) == (1, ())
    return out.getvalue()


def size(pdf: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    found = document.get_page_size(0)
    assert len(document) == 1
    document.close()
    return found


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("zh_CN", ["关系图", "单线联系", "只有刘敏认识", "已离开 2026-08-01 → 联系人00", "拍板 ▲ 支持", "▼ 反对", "灰色为见过面"]),
        ("en", ["Relationship map", "Single threads", "only 刘敏 knows", "Left 2026-08-01", "Decides ▲ Supporter"]),
    ],
)  # fmt: skip
def test_what_it_says(lang: str, wanted: list[str]) -> None:
    text = all_text(
        sheet(seen(person(0), person(1, 0), person(2, has_left=True), person(3, 0, attitude="opponent")), lang)
    )
    assert [each for each in [*wanted, "刘敏", "孙浩", "宁波恒远<b>轮胎</b>有限公司"] if each not in text] == []
    assert "高原" not in text  # no tie, no card


def test_sixty_people_fit_on_one_sheet() -> None:
    people = [person(0), *(person(number, (number - 1) // 4) for number in range(1, 60))]
    text = all_text(sheet(seen(*people)))
    assert [each.name for each in people if each.name not in text] == []


def test_the_sheet_lies_or_stands_as_the_map_does() -> None:
    wide = size(sheet(seen(person(0), *(person(number, 0) for number in range(1, 6)))))
    tall = size(sheet(seen(person(0), *(person(number, number - 1) for number in range(1, 9)))))
    assert wide[0] > wide[1]
    assert tall[0] < tall[1]
    assert wide == pytest.approx((841.89, 595.28), abs=0.1)


def test_the_same_map_gives_the_same_bytes() -> None:
    given = seen(person(0), person(1, 0))
    assert sheet(given) == sheet(given)


def test_file_names() -> None:
    assert relationship_map.file_name(" 宁波/恒远 ", ON, "zh_CN") == "关系图_宁波-恒远_2026-09-16.pdf"
    assert len(relationship_map.file_name("长" * 90, ON, "zh_CN").encode()) <= 120


def test_a_colleague_whose_name_shows_nothing() -> None:
    assert sheet(replace(seen(person(0)), bonds=(Bond("t1", "p0", "\u200d", 3, ""),)))
