"""Search by fragments, literally, and by how a name sounds."""

from datetime import date

import pytest

from kam_desktop.core import clients, contacts, search
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.store.database import Database


@pytest.fixture
def known(store: Database, today: date) -> Database:
    def work(session: object) -> None:
        one = clients.create(
            session, ClientDraft("宁波恒远轮胎有限公司", tier="A", notes="满意度 100% 的 a_b 客户"), today=today
        )  # type: ignore[arg-type]
        contacts.create(session, one, ContactDraft("王俊岭", phones=("0574-5550 0138",)), today=today)  # type: ignore[arg-type]
        two = clients.create(session, ClientDraft("万嘉隆物流", tier="B"), today=today)  # type: ignore[arg-type]
        contacts.create(session, two, ContactDraft("单雄信", emails=("shan@example.com",)), today=today)  # type: ignore[arg-type]

    store.write(work)
    return store


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("恒远", ["宁波恒远轮胎有限公司"]),
        ("王", ["王俊岭"]),
        ("wjl", ["万嘉隆物流", "王俊岭"]),
        ("wangjunl", ["王俊岭"]),
        ("wangjl", ["王俊岭"]),
        ("hengyuan", ["宁波恒远轮胎有限公司"]),
        ("nbhy", ["宁波恒远轮胎有限公司"]),
        ("hylt", ["宁波恒远轮胎有限公司"]),
        ("shan", ["单雄信"]),
        ("dan", []),
        ("55500138", ["王俊岭"]),
        ("0574-5550", ["王俊岭"]),
        ("shan@", ["单雄信"]),
        ("100%", ["宁波恒远轮胎有限公司"]),
        ("1%0", []),
        ("a_b", ["宁波恒远轮胎有限公司"]),
        ("axb", []),
        ("  ", []),
        ("' OR 1=1 --", []),
    ],
)
def test_what_is_found(known: Database, text: str, titles: list[str]) -> None:
    assert sorted(hit.title for hit in known.read(lambda s: search.find(s, text))) == sorted(titles)


def test_marks_show_what_was_matched(known: Database) -> None:
    by_title = {hit.title: hit.marks for hit in known.read(lambda s: search.find_names(s, "wjl"))}
    assert by_title == {"王俊岭": ((0, 3),), "万嘉隆物流": ((0, 3),)}
    [hit] = known.read(lambda s: search.find_names(s, "hengy"))
    assert hit.marks == ((2, 2),)
    [hit] = known.read(lambda s: search.find_names(s, "远轮"))
    assert hit.marks == ((3, 2),)
