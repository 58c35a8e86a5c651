"""Our reading of a face's tables against reportlab's own."""

import pytest
from reportlab.pdfbase import ttfonts

from kam_desktop.core import assets
from kam_desktop.documents import fonts


@pytest.mark.parametrize("name", ["NotoSansSC-Bold", "NotoSans-Regular"])
def test_each_character_has_the_glyph_and_the_width_that_reportlab_finds(name: str) -> None:
    ours = fonts.load()[name]
    theirs = ttfonts.TTFontFile(str(assets.path("fonts", f"{name}.ttf")))
    assert {code: ours.charToGlyph[code] for code in theirs.charToGlyph} == theirs.charToGlyph
    assert {code: ours.charWidths[code] for code in theirs.charWidths} == theirs.charWidths
    beside = {code + step for code in theirs.charToGlyph for step in (-1, 1)} - set(theirs.charToGlyph)
    assert not any(code in ours.charToGlyph for code in beside)
    assert list(ours.glyphPos) == theirs.glyphPos
    assert [ours.hmetrics[glyph] for glyph in range(ours.numGlyphs)] == theirs.hmetrics
    assert ours.getCharWidth(0x10FFFF) == theirs.defaultWidth


def test_a_subset_with_composed_glyphs_is_the_file_that_reportlab_makes() -> None:
    name, wanted = "NotoSans-Regular", [0, *map(ord, " Łukasz Ağaç ½ ’"), 0xA0, 0x4E00]
    theirs = ttfonts.TTFontFile(str(assets.path("fonts", f"{name}.ttf")))
    assert fonts.load()[name].makeSubset(wanted) == theirs.makeSubset(wanted)
