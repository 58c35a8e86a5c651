"""Identities: well-formed, in order of time, and the same everywhere where they are derived."""

import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core import identity

pytestmark = pytest.mark.makes_ids


def test_a_new_id_is_a_uuid_of_version_7_with_this_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    made = [identity.new_id() for _ in range(1000)]
    after = time.time_ns() // 1_000_000
    assert len(set(made)) == 1000
    for text in made:
        read = uuid.UUID(text)
        assert (str(read), read.version, read.variant) == (text, 7, uuid.RFC_4122)
        assert before <= read.int >> 80 <= after


def test_many_ids_at_once_are_such_ids_and_sort_as_they_were_made() -> None:
    before = identity.new_id()
    made = identity.new_ids(4096)
    assert made == sorted(set(made))
    assert {(uuid.UUID(each).version, uuid.UUID(each).variant) for each in made} == {(7, uuid.RFC_4122)}
    assert made[0][:13] >= before[:13]
    assert identity.new_ids(0) == []


@given(st.text())
def test_a_derived_id_is_a_uuid_of_version_5(key: str) -> None:
    key = key.encode("utf-8", "ignore").decode()
    assert identity.derived_id(key) == str(uuid.uuid5(uuid.UUID("6b616d2d-6465-5b6b-8f70-2d746f756368"), key))
