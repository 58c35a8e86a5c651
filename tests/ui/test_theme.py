"""The colours keep the contrast that screens.md promises, computed as WCAG 2 says."""

import pytest

from kam_desktop.core import assets
from kam_desktop.ui import appearance

GROUNDS = ("window", "surface", "raised", "sunken", "accent_soft")
TEXTS = {
    "text": (13.3, 10.5),
    "muted": (5.2, 5.5),
    "accent": (5.8, 5.4),
    "danger": (5.9, 5.6),
    "warning": (5.7, 6.6),
    "ok": (5.9, 6.3),
    "tier_a": (7.5, 5.2),
    "tier_b": (5.7, 6.2),
    "tier_c": (5.2, 5.5),
}
PAIRS = {
    ("on_accent", "accent"): (6.9, 6.9),
    ("on_accent", "accent_hover"): (9.0, 9.0),
    ("danger", "danger_soft"): (6.1, 6.3),
    ("warning", "warning_soft"): (6.0, 6.9),
    ("ok", "ok_soft"): (6.0, 6.8),
    ("on_tier_a", "tier_a"): (9.0, 7.1),
    ("tier_b", "tier_b_soft"): (5.7, 6.2),
    ("border_strong", "raised"): (3.1, 3.5),
    ("chart_quiet", "surface"): (3.0, 3.4),
}
SCHEMES = ("light", "dark")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lights = sorted((luminance(first), luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("role", TEXTS)
def test_text_can_be_read_on_every_ground(scheme: str, role: str) -> None:
    tokens = assets.read_json("theme", "tokens.json")[scheme]
    lowest = min(contrast(tokens[role], tokens[ground]) for ground in GROUNDS)
    assert lowest == pytest.approx(TEXTS[role][SCHEMES.index(scheme)], abs=0.06)
    assert lowest >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", PAIRS)
def test_pairs_that_stand_together(scheme: str, pair: tuple[str, str]) -> None:
    tokens = assets.read_json("theme", "tokens.json")[scheme]
    found = contrast(tokens[pair[0]], tokens[pair[1]])
    assert found == pytest.approx(PAIRS[pair][SCHEMES.index(scheme)], abs=0.06)


def test_both_schemes_have_the_same_roles() -> None:
    tokens = assets.read_json("theme", "tokens.json")
    assert tokens["light"].keys() == tokens["dark"].keys()


def test_a_colour_by_attribute_and_by_name() -> None:
    theme = appearance.load("light")
    assert theme.accent is theme["accent"]
    assert theme.accent.name() == "#14636a"
    with pytest.raises(AttributeError):
        theme.no_such_role  # noqa: B018


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_has_no_hole_left(scheme: str) -> None:
    sheet = appearance.style_sheet(appearance.load(scheme))
    assert "{{" not in sheet
    assert f"theme/{scheme}/check.svg" in sheet


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("mark", "role"), [("check", "on_accent"), ("dash", "on_accent"), ("chevron-down", "muted")])
def test_marks_of_the_style_sheet_have_the_theme_s_colour(scheme: str, mark: str, role: str) -> None:
    colour = assets.read_json("theme", "tokens.json")[scheme][role]
    assert colour in assets.path("theme", scheme, f"{mark}.svg").read_text(encoding="utf-8")
