"""Who is not there any more is told by name, never by the id that the program knows them by."""

from datetime import date

import pytest

from core.duplicate_ground import client, person
from kam_desktop import words
from kam_desktop.core import attachments, clients, contacts, gifts, interactions, mergers, notes, touches, visits
from kam_desktop.core.errors import NotFound
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.notes import NoteDraft
from kam_desktop.core.prepared_files import prepare
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store.database import Database


def test_a_client_that_was_taken_off_is_named(store: Database, today: date) -> None:
    gone = client(store, "宁波恒远轮胎有限公司", today, short_name="恒远轮胎")
    store.write(lambda s: clients.remove(s, gone))
    draft = InteractionDraft(gone, Channel.CALL, today, "谈了价格")
    for work in (
        lambda s: clients.get(s, gone),
        lambda s: interactions.log(s, draft, today=today),
        lambda s: notes.create(s, gone, NoteDraft("记一句"), today=today),
    ):
        with pytest.raises(NotFound) as told:
            store.write(work)
        assert (told.value.code, told.value.params) == ("client.removed", {"name": "恒远轮胎"})


def test_one_that_became_another_is_told_apart(store: Database, today: date) -> None:
    stays, gone = client(store, "甲公司", today), client(store, "甲有限公司", today)
    store.write(lambda s: mergers.merge(s, stays, gone, today=today))
    with pytest.raises(NotFound) as told:
        store.read(lambda s: clients.get(s, gone))
    assert told.value.code == "client.merged"


def test_a_person_who_was_taken_off_is_named(store: Database, today: date) -> None:
    gone = person(store, client(store, "甲公司", today), "王一", today)
    store.write(lambda s: contacts.remove(s, gone, today=today))
    with pytest.raises(NotFound) as told:
        store.read(lambda s: contacts.get(s, gone))
    assert (told.value.code, told.value.params) == ("contact.removed", {"name": "王一"})


def test_somebody_of_another_client_is_named(store: Database, today: date) -> None:
    here = client(store, "甲公司", today)
    other = person(store, client(store, "乙公司", today), "王一", today)
    made = prepare(b"a", name="a.txt")
    file_id = store.write(lambda s: attachments.add(s, made, client_id=here)).value.id
    gift = GiftDraft(here, other, "龙井", today, value_minor=9_800, origin="爱喝绿茶")
    for work in (
        lambda s: contacts.of(s, here, other),
        lambda s: notes.create(s, here, NoteDraft("记一句", other), today=today),
        lambda s: gifts.record(s, gift, today=today),
        lambda s: attachments.set_contact(s, [file_id], other),
    ):
        with pytest.raises(NotFound) as told:
            store.write(work)
        assert (told.value.code, told.value.params) == ("contact.elsewhere", {"name": "王一"})


def test_no_sentence_holds_an_id_or_a_word_of_the_command_line(store: Database) -> None:
    for look in (clients.get, contacts.get, visits.get, touches.get):
        with pytest.raises(NotFound) as told:
            store.read(lambda s, look=look: look(s, "0f3a9c"))
        for lang in words.LANGUAGES:
            said = words.sentence(lang, told.value)
            assert "0f3a9c" not in said
            assert "search" not in said
