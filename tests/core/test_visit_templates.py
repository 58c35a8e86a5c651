"""Templates of visits: those that come with the program, changed, hidden, brought back, and which fits best."""

from datetime import date
from typing import Any

import pytest

from kam_desktop.core import history, visit_templates
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.store.database import Database
from kam_desktop.core.visit_templates import Template


def names(store: Database, lang: str = "zh_CN") -> list[str]:
    return [each.name for each in store.read(lambda s: visit_templates.listed(s, lang))]


def test_both_languages_have_the_same_templates() -> None:
    zh, en = visit_templates.built_in("zh_CN"), visit_templates.built_in("en")
    shape = [(each.id, each.tier, each.client_kind, len(each.to_bring)) for each in zh]
    assert shape == [(each.id, each.tier, each.client_kind, len(each.to_bring)) for each in en]
    for one, other in zip(zh, en, strict=True):
        for text in visit_templates.TEXTS:
            assert len(getattr(one, text).splitlines()) == len(getattr(other, text).splitlines()), (one.name, text)


def test_one_that_came_with_the_program_is_changed_hidden_and_brought_back(store: Database, today: date) -> None:
    shipped = names(store)
    first = store.read(lambda s: visit_templates.listed(s, "zh_CN"))[0]
    changed = Template("我的初访", objective="认人", to_bring=("样册", " "), id=first.id)
    batch = store.write(lambda s: visit_templates.save(s, changed)).batch_id
    assert names(store)[0] == names(store, "en")[0] == "我的初访"
    assert store.read(lambda s: visit_templates.listed(s, "zh_CN"))[0].to_bring == ("样册",)
    store.write(lambda s: history.undo(s, batch, today=today))
    assert names(store) == shipped
    removed = store.write(lambda s: visit_templates.remove(s, first.id, "zh_CN")).batch_id
    assert names(store) == shipped[1:]
    store.write(lambda s: history.undo(s, removed, today=today))
    assert names(store) == shipped


def test_ones_own_come_last_and_are_removed(store: Database) -> None:
    def keep(session: Any) -> str:
        visit_templates.save(session, Template("甲"))
        return visit_templates.save(session, Template("乙"))

    last = store.write(keep).value
    assert names(store)[-2:] == ["甲", "乙"]
    store.write(lambda s: visit_templates.remove(s, last, "zh_CN"))
    assert names(store)[-1] == "甲"
    with pytest.raises(NotFound):
        store.write(lambda s: visit_templates.remove(s, last, "zh_CN"))


def test_a_template_needs_a_name_and_is_never_cut(store: Database) -> None:
    with pytest.raises(Invalid, match="name_missing"):
        store.write(lambda s: visit_templates.save(s, Template("  ")))
    with pytest.raises(Invalid) as caught:
        store.write(lambda s: visit_templates.save(s, Template("长", needs="长" * 65_537)))
    assert caught.value.field == "needs"


def test_the_one_made_for_this_client_is_first() -> None:
    any_, a, dealer, a_dealer = (
        Template(name, tier, kind)
        for name, tier, kind in (("any", "", ""), ("a", "A", ""), ("dealer", "", "dealer"), ("both", "A", "dealer"))
    )
    known = [any_, a, dealer, a_dealer]
    assert visit_templates.best_first(known, "A", "dealer") == [a_dealer, dealer, a, any_]
    assert visit_templates.best_first(known, "B", "dealer") == [dealer, any_]
    assert visit_templates.best_first(known, "A", "end_customer") == [a, any_]
    assert visit_templates.best_first(known, "", "") == [any_]
