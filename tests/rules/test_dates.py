"""Partial dates: reading, writing, keeping, coming round."""

from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import Lunar, LunarMonth

from kam_desktop import words
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import dates, lunar
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar

WRITTEN = [
    ("1984-10-21", "1984-10-21"),
    ("1984/10/21", "1984-10-21"),
    ("1984.10.21", "1984-10-21"),
    ("1984年10月21日", "1984-10-21"),
    ("1984年10月21号", "1984-10-21"),
    ("19841021", "1984-10-21"),
    ("19841021.0", "1984-10-21"),
    ("1984-1-2", "1984-01-02"),
    ("１９８４年　１０月２１日", "1984-10-21"),
    ("１９８４－１０－２１", "1984-10-21"),
    (" 1984 年 10 月 21 日 ", "1984-10-21"),
    ("公历1984-10-21", "1984-10-21"),
    ("1984年10月21日（阳历）", "1984-10-21"),
    ("一九八四年十月二十一日", "1984-10-21"),
    ("二〇〇〇年二月二十九日", "2000-02-29"),
    ("1984-10-21T00:00:00", "1984-10-21"),
    ("1984-10-21T16:00:00Z", "1984-10-21"),
    ("1984-10-21T00:00:00.000+08:00", "1984-10-21"),
    ("1984-10-21 00:00:00", "1984-10-21"),
    ("1984/10/21 0:00", "1984-10-21"),
    ("10-21", "--10-21"),
    ("10/21", "--10-21"),
    ("10月21日", "--10-21"),
    ("十月二十一日", "--10-21"),
    ("--1021", "--10-21"),
    ("--10-21", "--10-21"),
    ("2-29", "--02-29"),
    ("2024-02-29", "2024-02-29"),
    ("1984-10", "1984-10"),
    ("1984年10月", "1984-10"),
    ("1984", "1984"),
    ("1984年", "1984"),
    ("1984.0", "1984"),
    ("10月", "--10"),
    ("21 Oct 1984", "1984-10-21"),
    ("October 21, 1984", "1984-10-21"),
    ("21 Oct", "--10-21"),
    ("农历八月十五", "lunar:--08-15"),
    ("八月十五", "lunar:--08-15"),
    ("八月十五(农历)", "lunar:--08-15"),
    ("八月十五（农历）", "lunar:--08-15"),
    ("（农历）八月十五", "lunar:--08-15"),
    ("(农历八月十五)", "lunar:--08-15"),
    ("农历：八月十五", "lunar:--08-15"),
    ("阴历八月十五", "lunar:--08-15"),
    ("旧历八月十五", "lunar:--08-15"),
    ("农历八月十五日", "lunar:--08-15"),
    ("农历 8-15", "lunar:--08-15"),
    ("农历8月15日", "lunar:--08-15"),
    ("农历1984年十月廿一", "lunar:1984-10-21"),
    ("农历1984年十月二十一", "lunar:1984-10-21"),
    ("农历一九八四年十月廿一", "lunar:1984-10-21"),
    ("农历1984-10-21", "lunar:1984-10-21"),
    ("1984-10-21（农历）", "lunar:1984-10-21"),
    ("农历1984年闰十月初三", "lunar:leap:1984-10-03"),
    ("腊月三十", "lunar:--12-30"),
    ("腊月卅", "lunar:--12-30"),
    ("正月初一", "lunar:--01-01"),
    ("冬月廿三", "lunar:--11-23"),
    ("十一月初十", "lunar:--11-10"),
    ("十二月二十", "lunar:--12-20"),
    ("闰六月初三", "lunar:leap:--06-03"),
    ("闰六月十五", "lunar:leap:--06-15"),
    ("农历闰6月3日", "lunar:leap:--06-03"),
    ("除夕", "lunar:--12-30"),
    ("农历除夕", "lunar:--12-30"),
    ("大年三十", "lunar:--12-30"),
    ("1984年除夕", "lunar:1984-12-30"),
    ("2025年除夕", "lunar:2025-12-29"),
    ("农历1984年", "lunar:1984"),
    ("农历1984年十月", "lunar:1984-10"),
    ("Lunar 8th month, day 15", "lunar:--08-15"),
]

REFUSED = [
    ("2023-02-30", "date.impossible"),
    ("2023-02-29", "date.impossible"),
    ("2-30", "date.impossible"),
    ("1984-13-01", "date.impossible"),
    ("1984-00-10", "date.impossible"),
    ("1984-10-00", "date.impossible"),
    ("农历13-01", "date.impossible"),
    ("闰腊月初三", "date.impossible"),
    ("1899-12-31", "date.year_out_of_range"),
    ("2201-01-01", "date.year_out_of_range"),
    ("农历1900-08-15", "date.year_out_of_range"),
    ("农历2100-08-15", "date.year_out_of_range"),
    ("农历2100年除夕", "date.year_out_of_range"),
    ("农历2024年闰六月初三", "date.no_such_leap_month"),
    ("农历2025年闰五月初三", "date.no_such_leap_month"),
    ("农历2025年闰六月三十", "date.no_such_lunar_day"),
    ("农历2025年腊月三十", "date.no_such_lunar_day"),
    ("农历8-31", "date.no_such_lunar_day"),
    ("", "date.unreadable"),
    ("   ", "date.unreadable"),
    ("下周三", "date.unreadable"),
    ("84-10-21-1", "date.unreadable"),
    ("1984-10/21", "date.unreadable"),
    ("03/04/1984", "date.unreadable"),
    ("30976", "date.unreadable"),
    ("10.21", "date.unreadable"),
    ("公历闰六月初三", "date.unreadable"),
    ("农历公历8-15", "date.unreadable"),
    ("八月十五" * 40, "date.unreadable"),
    ("\x001984-10-21", "date.unreadable"),
    ("\ud8001984", "date.unreadable"),
]


@pytest.mark.parametrize(("text", "kept"), WRITTEN)
def test_reads_dates_as_people_write_them(text: str, kept: str) -> None:
    assert dates.to_text(dates.parse(text)) == kept


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_refuses_what_is_no_date_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        dates.parse(text)
    assert (caught.value.field, caught.value.code, caught.value.params["text"]) == ("date", code, text)
    for lang in words.LANGUAGES:
        assert text in words.sentence(lang, caught.value)


@pytest.mark.parametrize(
    ("stored", "zh", "en"),
    [
        ("1984-10-21", "1984 年 10 月 21 日", "21 Oct 1984"),
        ("--10-21", "10 月 21 日", "21 Oct"),
        ("1984-10", "1984 年 10 月", "Oct 1984"),
        ("1984", "1984 年", "1984"),
        ("--10", "10 月", "Oct"),
        ("lunar:--08-15", "农历 八月十五", "Lunar 8th month, day 15"),
        ("lunar:leap:1984-10-03", "农历 1984 年闰十月初三", "Lunar leap 10th month, day 3, 1984"),
        ("lunar:leap:--06-03", "农历 闰六月初三", "Lunar leap 6th month, day 3"),
        ("lunar:--12-30", "农历 腊月三十", "Lunar 12th month, day 30"),
        ("lunar:1984-10", "农历 1984 年十月", "Lunar 10th month, 1984"),
        ("lunar:1984", "农历 1984 年", "Lunar 1984"),
        ("lunar:--10", "农历 十月", "Lunar 10th month"),
    ],
)
def test_writes_for_people_and_reads_it_again(stored: str, zh: str, en: str) -> None:
    d = dates.from_text(stored)
    assert (dates.write(d, "zh_CN"), dates.write(d, "en")) == (zh, en)
    assert dates.parse(zh) == dates.parse(en) == d


def test_words_of_lunar_days_are_those_of_the_calendar() -> None:
    assert [words.say("zh_CN", f"date.lunar_month.{n}") for n in range(1, 13)] == list(lunar.MONTH_NAMES)
    assert [words.say("zh_CN", f"date.lunar_day.{n}") for n in range(1, 31)] == list(lunar.DAY_NAMES)


@pytest.mark.parametrize("stored", ["", "1984-1-2", "10-21", "leap:--06-03", "lunar:--13-01", "1984-10-21 ", "---21"])
def test_from_text_takes_only_what_to_text_gives(stored: str) -> None:
    with pytest.raises(Invalid):
        dates.from_text(stored)


@pytest.mark.parametrize("d", [PartialDate(), PartialDate(year=1984, day=3), PartialDate(month=6, day=3, is_leap=True)])
def test_checked_refuses_shapes_that_mean_nothing(d: PartialDate) -> None:
    with pytest.raises(Invalid):
        dates.checked(d)


@st.composite
def partial_dates(draw: st.DrawFn, *, last_year: int = 2099, is_whole: bool = False) -> PartialDate:
    """Existing dates of all shapes; whole ones have month and day."""
    calendar = draw(st.sampled_from(Calendar))
    year = draw(st.none() | st.integers(1901, last_year))
    has_month = is_whole or year is None or draw(st.booleans())
    month = draw(st.integers(1, 12)) if has_month else None
    is_leap = has_month and calendar is Calendar.LUNAR and draw(st.booleans())
    if is_leap:
        month = (lunar.leap_month(year) if year else draw(st.integers(2, 11))) or None
        is_leap, month = month is not None, month or 1
    day = None
    if month and (is_whole or draw(st.booleans())):
        lunar_days = lunar.month_length(year, month, is_leap) if year else 30
        solar_days = monthrange(year or 2000, month)[1]
        day = draw(st.integers(1, lunar_days if calendar is Calendar.LUNAR else solar_days))
    return dates.checked(PartialDate(calendar, year, month, day, is_leap))


@settings(deadline=None)  # the first call imports a library
@given(partial_dates())
def test_what_is_kept_or_written_is_read_back(d: PartialDate) -> None:
    assert dates.from_text(dates.to_text(d)) == d
    assert dates.parse(dates.to_text(d)) == d
    assert dates.parse(dates.write(d, "zh_CN")) == d
    assert dates.parse(dates.write(d, "en")) == d


@settings(deadline=None)  # the first call imports a library
@given(st.text(max_size=80) | st.text("0123456789-/.年月日闰农历初十廿正腊 :T()lunaep", max_size=20))
def test_parse_raises_nothing_but_invalid(text: str) -> None:
    with suppress(Invalid):
        d = dates.parse(text)
        assert dates.from_text(dates.to_text(d)) == d


@settings(deadline=None)  # the first call imports a library
@given(partial_dates(last_year=1950), st.dates(date(1951, 1, 1), date(2097, 12, 31)))
def test_next_occurrence_is_near_and_not_before(d: PartialDate, start: date) -> None:
    found = dates.next_occurrence(d, start)
    if d.month is None or d.day is None:
        assert found is None
    elif d.calendar is Calendar.LUNAR:
        assert found is not None
        assert start <= found <= start + timedelta(days=400)
    else:
        assert found is not None
        assert start <= found <= start + timedelta(days=366)


@settings(deadline=None)  # the first call imports a library
@given(partial_dates(last_year=1950, is_whole=True), st.dates(date(1951, 1, 1), date(2097, 12, 31)))
def test_next_occurrence_leaves_none_out(d: PartialDate, start: date) -> None:
    """Asked on the day itself it gives that day; asked a day later the next one."""
    found = dates.next_occurrence(d, start)
    assert found is not None
    assert dates.next_occurrence(d, found) == found
    later = dates.next_occurrence(d, found + timedelta(days=1))
    assert later is not None
    assert later > found


@pytest.mark.parametrize(
    ("stored", "start", "found"),
    [
        ("1984-10-21", "2026-10-21", "2026-10-21"),
        ("1984-10-21", "2026-10-22", "2027-10-21"),
        ("--02-29", "2026-01-01", "2026-02-28"),
        ("2024-02-29", "2027-03-01", "2028-02-29"),
        ("2030-05-01", "2026-01-01", "2030-05-01"),  # a wedding to come has no anniversary before itself
        ("lunar:--08-15", "2026-01-01", "2026-09-25"),
        ("lunar:--06-03", "2025-06-01", "2025-06-27"),
        ("lunar:leap:--06-03", "2025-06-01", "2025-06-27"),  # the ordinary month, though 2025 has a leap one
        ("lunar:leap:--06-03", "2026-01-01", "2026-07-16"),
        ("lunar:leap:2025-06-03", "2025-01-01", "2025-07-27"),  # the day itself
        ("lunar:leap:2025-06-03", "2025-07-28", "2026-07-16"),
        ("lunar:--12-30", "2026-01-01", "2026-02-16"),  # a year of 29 days in its last month
        ("lunar:--12-30", "2026-02-17", "2027-02-05"),
        ("lunar:--12-01", "2026-01-01", "2026-01-19"),  # belongs to the lunar year before
        ("lunar:--11-20", "2026-01-01", "2026-01-08"),
    ],
)
def test_comes_round(stored: str, start: str, found: str) -> None:
    day = dates.next_occurrence(dates.from_text(stored), date.fromisoformat(start))
    assert day == date.fromisoformat(found)


def test_the_last_lunar_day_is_the_eve_of_spring_festival_in_every_year() -> None:
    eve = dates.parse("除夕")
    for year in range(1902, 2099):
        spring = lunar.to_solar(lunar.Lunar(year, 1, 1))
        assert dates.next_occurrence(eve, spring - timedelta(days=200)) == spring - timedelta(days=1)


def test_beyond_the_calendars_nothing_comes_round() -> None:
    assert dates.next_occurrence(dates.parse("八月十五"), date(2100, 1, 1)) is None
    assert dates.next_occurrence(dates.parse("八月十五"), date(2099, 12, 31)) is None
    assert dates.next_occurrence(dates.parse("10-21"), date(9999, 10, 22)) is None


@pytest.mark.parametrize(
    ("stored", "on", "age"),
    [
        ("1984-10-21", "2026-10-21", 42),
        ("1984-10-21", "1984-10-21", 0),
        ("1984-10-21", "1983-10-21", None),
        ("--10-21", "2026-10-21", None),
        ("lunar:1984-12-20", "2026-02-07", 41),  # still lunar 2025
        ("lunar:1984-12-20", "2101-02-07", None),
    ],
)
def test_age_on(stored: str, on: str, age: int | None) -> None:
    assert dates.age_on(dates.from_text(stored), date.fromisoformat(on)) == age


@pytest.mark.parametrize(
    "stored", ["lunar:--01-01", "lunar:--05-05", "lunar:--08-15", "lunar:--10-30", "lunar:--12-30"]
)
def test_lunar_birthdays_of_two_hundred_years_agree_with_an_independent_package(stored: str) -> None:
    """A month that lacks day 30 keeps it on the 29th. Three months of record begin a day apart in the two packages."""
    birthday = dates.from_text(stored)
    assert birthday.month is not None
    assert birthday.day is not None
    found = []
    for year in range(1901, 2100):
        month = LunarMonth.fromYm(year, birthday.month)
        theirs = Lunar.fromYmd(year, birthday.month, min(birthday.day, month.getDayCount())).getSolar()
        on = date(theirs.getYear(), theirs.getMonth(), theirs.getDay())
        if dates.next_occurrence(birthday, on - timedelta(days=60)) != on:
            found.append(year)
    assert set(found) <= {2057, 2089, 2097}
