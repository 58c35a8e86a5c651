"""Quantities as people type them."""

import pytest

from kam_desktop.core.rules import amounts


@pytest.mark.parametrize(
    ("text", "milli", "typed", "told"),
    [
        ("1,200", 1_200_000, "1200", "1,200"), ("0.125", 125, "0.125", "0.125"), ("-5", -5_000, "-5", "-5"),
        ("−0.5", -500, "-0.5", "-0.5"), ("１２", 12_000, "12", "12"), ("1234567.5", 1_234_567_500, "1234567.5", "1,234,567.5"),
        ("", None, "", ""), ("1,20", None, "", ""), ("0.1234", None, "", ""), ("12 kg", None, "", ""), ("9" * 20, None, "", ""),
    ],
)  # fmt: skip
def test_quantities_are_read_and_told_in_thousandths(text: str, milli: int | None, typed: str, told: str) -> None:
    assert amounts.milli(text) == milli
    if milli is not None:
        assert (amounts.typed_milli(milli), amounts.told_milli(milli)) == (typed, told)
