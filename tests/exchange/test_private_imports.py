"""What an address book tells of a life outside work is kept, and stays where it is unless it is asked for."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from exchange import outgoing, outside
from kam_desktop.core import history
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Contact, Note
from kam_desktop.exchange import importing, natures, taking
from kam_desktop.exchange.natures import Nature

OUTLOOK = {
    "First Name": "小明", "Last Name": "王", "Company": "宁波恒瑞有限公司", "Job Title": "经理", "Business Street": "人民路 1 号",
    "Mobile Phone": "13800138000", "E-mail Address": "w@example.com", "Spouse": "李秀英", "Children": "王贝贝", "Hobby": "钓鲈鱼",
    "Home Street": "家里路 9 号", "Anniversary": "2010/5/1", "Government ID Number": "330203-X", "User 1": "欠款三万",
    "Business Fax": "0574-55500999", "Manager's Name": "高原", "Private": "False", "Sensitivity": "Normal",
}  # fmt: skip
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王小明\r\nORG:宁波恒瑞有限公司\r\nTEL;TYPE=WORK:13800138000\r\nTEL;TYPE=WORK,FAX:0574-55500999\r\n"
    "ADR;TYPE=WORK:;;人民路 1 号;宁波;;;\r\nADR;TYPE=HOME:;;家里路 9 号;慈溪;;;\r\nitem1.X-ABRELATEDNAMES:李秀英\r\n"
    "item1.X-ABLabel:_$!<Spouse>!$_\r\nX-CHILDREN:王贝贝\r\nHOBBY:钓鲈鱼\r\nX-DEBT:欠款三万\r\nX-MANAGER:高原\r\nEND:VCARD\r\n"
)


def collection(kind: str, *values: Any) -> dict[str, Any]:
    return {"type": kind, "count": len(values), "values": list(values)}


def thing(**said: Any) -> dict[str, Any]:
    return {"uuid": said.pop("uuid", ""), "created_at": "2024-02-03T08:00:00Z", "properties": said}


MONICA = {"account": {"data": [
    collection(
        "contact",
        {**thing(uuid="c-1", first_name="小明", last_name="王", company="宁波恒瑞有限公司", food_preferences="不吃钓鲈鱼"), "data": [
            collection("address", thing(name="家", street="家里路 9 号"), thing(name="公司", city="宁波")),
            collection("debt", thing(amount=30000, reason="欠款三万")),
            collection("occupation", thing(title="采购 0574-55500999 高原")),
            collection("life_event", thing(name="孩子上学：王贝贝", happened_at="2024-09-01")),
        ]},
        thing(uuid="c-2", first_name="李秀英", is_partial=True),
    ),
    collection("relationship", thing(contact_is="c-2", of_contact="c-1", type="spouse")),
]}}  # fmt: skip
FILES = {
    "book.csv": outside.csv_text(list(OUTLOOK), [list(OUTLOOK.values())]), "card.vcf": CARD, "monica.json": json.dumps(MONICA),
}  # fmt: skip
SECRETS = ("李秀英", "王贝贝", "钓鲈鱼", "家里路 9 号", "欠款三万")
OUT = (("contacts", "out.csv"), ("contacts", "out.vcf"), ("clients", "out.xlsx"), ("all", "out.zip"))


def take(store: Database, file: Path) -> tuple[taking.Outcome, str]:
    done = store.write(lambda s: taking.take_in(s, importing.preview(file), title="x", today=outgoing.TODAY))
    return done.value, done.batch_id or ""


def kept(store: Database) -> list[Any]:
    """Every text of every person, and the personal notes."""

    def work(session: Any) -> list[Any]:
        people = session.scalars(select(Contact).where(Contact.deleted_at.is_(None)))
        notes = session.scalars(select(Note).where(Note.deleted_at.is_(None)))
        return [
            *((each.name, each.notes, each.family, each.hobbies) for each in people),
            *((bool(each.contact_id), each.scope_id, each.is_private, each.text) for each in notes),
        ]

    return store.read(work)  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", FILES)
def test_a_life_outside_work_leaves_only_when_it_is_asked_for(store: Database, tmp_path: Path, name: str) -> None:
    take(store, outside.put(tmp_path, FILES[name], name))
    for what, to in OUT:
        outgoing.out(store, what, tmp_path / to)
        assert [secret for secret in SECRETS if secret in outgoing.all_text(tmp_path / to)] == [], to
        assert what == "clients" or "0574-55500999" in outgoing.all_text(tmp_path / to)  # of work
        assert what == "clients" or "高原" in outgoing.all_text(tmp_path / to)
        outgoing.out(store, what, tmp_path / to, with_private=True)
        asked = SECRETS if what == "all" else SECRETS[: 1 if name == "monica.json" else 3]  # personal notes: all alone
        assert [secret for secret in asked if secret not in outgoing.all_text(tmp_path / to)] == [], to


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_again_adds_nothing_and_undo_takes_all(store: Database, tmp_path: Path, name: str) -> None:
    file = outside.put(tmp_path, FILES[name], name)
    first, batch = take(store, file)
    before = kept(store)
    again, _ = take(store, file)
    assert (again.created, again.updated, kept(store)) == (0, 0, before)
    assert all(scope == "private" for _, scope, is_private, _ in before[1:] if is_private)
    assert first.created
    store.write(lambda s: history.undo(s, batch, today=outgoing.TODAY))
    assert kept(store) == []


def test_what_a_later_file_adds_to_a_person_is_a_note_of_its_own(store: Database, tmp_path: Path) -> None:
    plain = {name: text for name, text in OUTLOOK.items() if name not in ("User 1", "Government ID Number", "Spouse")}
    take(store, outside.put(tmp_path, outside.csv_text(list(plain), [list(plain.values())]), "plain.csv"))
    before = kept(store)
    whole = {**plain, "User 1": "欠款三万"}
    done, batch = take(store, outside.put(tmp_path, outside.csv_text(list(whole), [list(whole.values())]), "whole.csv"))
    assert (done.created, done.updated) == (0, 1)
    assert "User 1: 欠款三万" in kept(store)[-1][-1]
    store.write(lambda s: history.undo(s, batch, today=outgoing.TODAY))
    assert kept(store) == before


@pytest.mark.parametrize("mark", [{"Private": "True"}, {"Sensitivity": "Confidential"}, {"敏感度": "个人"}])
def test_a_record_marked_private_keeps_all_that_is_left_private(tmp_path: Path, mark: dict[str, str]) -> None:
    book = OUTLOOK | mark
    [record] = importing.preview(
        outside.put(tmp_path, outside.csv_text(list(book), [list(book.values())]), "b.csv")
    ).first
    assert isinstance(record, ClientRecord)
    person = record.contacts[0]
    assert person.notes == ""
    assert "Manager's Name: 高原" in person.private_notes
    assert not any(word in repr(record) for word in ("Private:", "Sensitivity", "Confidential", "敏感度"))


@pytest.mark.parametrize("mark", ["CLASS:PRIVATE", "CLASS:confidential", "X-CLASS:private"])
def test_a_card_marked_private_keeps_all_that_is_left_private(tmp_path: Path, mark: str) -> None:
    [record] = importing.preview(outside.put(tmp_path, CARD.replace("FN:", f"{mark}\r\nFN:"), "c.vcf")).first
    assert isinstance(record, ClientRecord)
    person = record.contacts[0]
    assert (person.notes, person.hobbies) == ("", "Hobby: 钓鲈鱼")
    assert "Manager: 高原" in person.private_notes
    assert "confidential" not in repr(record).casefold()


@pytest.mark.parametrize(
    ("person", "company", "label"),
    [("小明", "宁波恒瑞有限公司", "Home"), ("小明", "宁波恒瑞有限公司", "Other"), ("小明", "", "Home"), ("", "宁波恒瑞有限公司", "Home")],
)  # fmt: skip
def test_a_home_is_the_address_of_no_client(tmp_path: Path, person: str, company: str, label: str) -> None:
    """Whether a company is named or not; where nobody is named it is nobody's home."""
    book = {
        "First Name": person, "Last Name": person and "王", "Organization Name": company, "Phone 1 - Label": "Mobile", "Phone 1 - Value": "13800138000",
        "Address 1 - Label": f"* {label}", "Address 1 - Street": "家里路 9 号", "Address 1 - City": "慈溪", "Address 1 - Postal Code": "315300",
    }  # fmt: skip
    [record] = importing.preview(
        outside.put(tmp_path, outside.csv_text(list(book), [list(book.values())]), "g.csv")
    ).first
    assert isinstance(record, ClientRecord)
    is_home = bool(person) and label == "Home"
    assert (record.address, record.city) == (("", "") if is_home else ("家里路 9 号", "慈溪"))
    assert ("Home: 家里路 9 号 慈溪" in record.contacts[0].private_notes) == is_home
    assert ("315300" in record.contacts[0].private_notes) == (label == "Home")


@pytest.mark.parametrize(
    ("lines", "is_home"),
    [
        ("FN:王小明\r\nADR;TYPE=HOME:;;家里路 9 号;慈溪;浙江;;", True),
        ("FN:王小明\r\nADR;HOME;PREF:;;家里路 9 号;慈溪;浙江;;", True),
        ("FN:王小明\r\nitem1.ADR:;;家里路 9 号;慈溪;浙江;;\r\nitem1.X-ABLabel:老家", True),
        ("FN:王小明\r\nKIND:individual\r\nADR;TYPE=home:;;家里路 9 号;慈溪;浙江;;", True),
        ("FN:王小明\r\nADR:;;家里路 9 号;慈溪;浙江;;", False),
        ("FN:王小明\r\nADR;TYPE=HOME,WORK:;;家里路 9 号;慈溪;浙江;;", False),
        ("FN:王记轮胎\r\nKIND:org\r\nADR;TYPE=HOME:;;家里路 9 号;慈溪;浙江;;", False),
        ("FN:王记轮胎\r\nORG:王记轮胎;\r\nX-ABShowAs:COMPANY\r\nADR;type=HOME:;;家里路 9 号;慈溪;浙江;;", False),
    ],
)
def test_a_person_without_a_company_keeps_the_home_to_himself(
    store: Database, tmp_path: Path, lines: str, is_home: bool
) -> None:
    take(
        store,
        outside.put(tmp_path, f"BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nTEL:13800138000\r\nEND:VCARD\r\n", "c.vcf"),
    )
    for what, to in OUT:
        outgoing.out(store, what, tmp_path / to)
        text = outgoing.all_text(tmp_path / to)
        found = [word for word in ("家里路 9 号", "慈溪") if word in text]
        assert found == [] if is_home or to == "out.csv" else len(found) == 2, to
    assert [each for each in kept(store) if "家里路 9 号 慈溪 浙江" in each[-1]] == (
        [(True, "private", True, kept(store)[-1][-1])] if is_home else []
    )


def test_a_home_in_monica_is_the_address_of_no_client(store: Database, tmp_path: Path) -> None:
    alone = {**thing(uuid="c-9", first_name="小明", last_name="王"), "data": [
        collection("address", thing(name="家", street="家里路 9 号", city="慈溪"), thing(name="仓库", street="港口路 2 号"))
    ]}  # fmt: skip
    data = {"account": {"data": [collection("contact", alone)]}}
    take(store, outside.put(tmp_path, json.dumps(data), "m.json"))
    outgoing.out(store, "clients", tmp_path / "out.csv")
    text = outgoing.all_text(tmp_path / "out.csv")
    assert ("家里路 9 号" in text, "慈溪" in text, "港口路 2 号" in text) == (False, False, True)
    assert "家里路 9 号" in kept(store)[-1][-1]


def test_a_table_of_ones_own_is_no_address_book(tmp_path: Path) -> None:
    text = outside.csv_text(
        ["First name", "Last name", "Company", "Phone", "Internal key", "Score"],
        [["小明", "王", "宁波恒瑞有限公司", "13800138000", "k-77", "0.3"]],
    )
    preview = importing.preview(outside.put(tmp_path, text, "own.csv"))
    assert preview.mapping.targets[4:] == ("client.other", "client.other")  # an address book's go with the person


def test_many_long_columns_are_one_note_of_the_usual_length(tmp_path: Path) -> None:
    book = OUTLOOK | {"Office Location": "楼" * 40_000, "Pager": "号" * 40_000}
    preview = importing.preview(outside.put(tmp_path, outside.csv_text(list(book), [list(book.values())]), "long.csv"))
    [record] = preview.first
    assert isinstance(record, ClientRecord)
    assert len(record.contacts[0].notes) <= 65_536
    assert preview.problem_counts == {"text.too_long": 1}


@pytest.mark.parametrize(
    ("said", "nature"),
    [
        (("Wife", "Phone 1"), Nature.FAMILY), (("", "子女"), Nature.FAMILY), (("Parent company",), Nature.WORK),
        (("", "业余爱好"), Nature.HOBBY), (("Home", "Address 2 - Street"), Nature.PRIVATE), (("", "mozillahomestreet"), Nature.PRIVATE),
        (("Home Page", "Website 1"), Nature.WORK), (("", "住宅传真"), Nature.PRIVATE), (("", "商務傳真"), Nature.WORK),
        (("Manager", "Relation 1 - Value"), Nature.WORK), (("", "Custom Field 1"), Nature.PRIVATE), (("", ""), Nature.PRIVATE),
    ],
)  # fmt: skip
def test_where_words_belong(said: tuple[str, ...], nature: Nature) -> None:
    assert natures.of(*said) is nature
