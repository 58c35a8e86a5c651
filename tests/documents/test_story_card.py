"""The story card: all of it within its quarter of the sheet, both languages, nothing of it is markup."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument

from kam_desktop.core.rules.kinds import GiftOccasion, GiftVia
from kam_desktop.core.story_cards import StoryCard
from kam_desktop.documents import story_card
from kam_desktop.documents.grid import PAGE_HEIGHT, PAGE_WIDTH

CARD = StoryCard(
    "宁波恒远", "周建明", "周总", "歙砚一方 <b>", 2, GiftOccasion.OPENING, date(2026, 9, 25), "徽州老街的老作坊", "刘敏", "高原",
    "磨开有松烟味，1872 年的老方子。", GiftVia.FAMILY, "夫人", "当面", ("对花粉过敏", "忌谈旧东家"),
)  # fmt: skip


def printed(card: StoryCard, lang: str) -> PdfDocument:
    sink = BytesIO()
    assert story_card.write(card, sink, lang=lang, invariant=True).missing == ()
    return PdfDocument(sink.getvalue())


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        (
            "zh_CN",
            (
                "礼品来历卡",
                "宁波恒远 · 周建明（周总） · 开业",
                "挑选：刘敏",
                "经由：家人 夫人",
                "对花粉过敏；忌谈旧东家",
                "× 2",
            ),
        ),
        ("en", ("Story of the gift", "Chosen by 刘敏", "What to tell", "夫人")),
    ],
)
def test_the_card_says_it_all(lang: str, wanted: tuple[str, ...]) -> None:
    [page] = printed(CARD, lang)
    said = page.get_textpage().get_text_range()
    for text in (*wanted, "歙砚一方 <b>", "磨开有松烟味，1872 年的老方子。", "徽州老街的老作坊"):
        assert text in said, text


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_whatever_is_written_stays_on_the_card(lang: str) -> None:
    long = replace(
        CARD, item="很长的名字" * 30, story="说来话长。" * 400, origin="从很远的地方来。" * 200, taboos=("不喝酒",) * 90
    )
    [page] = printed(long, lang)
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    on_card = [box for box in boxes if box[1] > PAGE_HEIGHT / 2]
    assert all(box[2] <= PAGE_WIDTH / 2 for box in on_card)
    assert not [box for box in boxes if 40 * 72 / 25.4 < box[1] < PAGE_HEIGHT / 2]  # below it only the foot
    assert "…" in text.get_text_range()


def test_little_is_known_and_it_prints_all_the_same() -> None:
    bare = StoryCard(
        "恒远", "", "", "茶", 1, GiftOccasion.OTHER, date(2026, 9, 25), "产地", "", "", "", None, "", "", ()
    )
    [page] = printed(bare, "zh_CN")
    said = page.get_textpage().get_text_range()
    assert "可以这样讲" not in said
    assert "忌讳" not in said


def test_the_name_of_the_file() -> None:
    assert story_card.file_name(replace(CARD, item="径山茶"), "zh_CN") == "来历卡_宁波恒远_径山茶.pdf"
    assert len(story_card.file_name(replace(CARD, item="长" * 400, client="远" * 200), "zh_CN").encode()) <= 200
