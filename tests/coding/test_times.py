"""Times: words to TIMEX3 values and inclusive days."""

from __future__ import annotations

import random
import re
from datetime import date
from itertools import pairwise
from typing import Protocol

import pytest

from consilience.coding import times as public
from consilience.coding.mentions import TimeMention
from consilience.coding.times.background import days_of_words, is_background
from consilience.coding.times.reader import dateline_date, read_times, report_day
from consilience.errors import KnowledgeError
from consilience.knowledge.timewords import FIGURE, TimeRule, compile_rule, time_knowledge
from consilience.language.annotate import Document

SATURDAY = date(2024, 11, 30)
RULES = [rule for rule, _ in time_knowledge().rules]


class DocumentMaker(Protocol):
    """The fixture that parses a text."""

    def __call__(self, text: str, published: str | None = ..., title: str = ...) -> Document: ...


def read(document: Document, published: date | None = SATURDAY) -> list[TimeMention]:
    return read_times(document, published)


def words(document: Document, mention: TimeMention) -> str:
    return document.report.text[mention.start : mention.end]


def table(document: Document, published: date | None = SATURDAY) -> dict[str, str]:
    """Return the words of each time and its days, as first/last."""
    return {words(document, m): days(m) for m in read(document, published)}


def days(mention: TimeMention) -> str:
    if mention.begin is None or mention.end_day is None:
        return ""
    first, last = mention.begin.isoformat(), mention.end_day.isoformat()
    return first if first == last else f"{first}/{last}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_own_example(rule: TimeRule, document: DocumentMaker) -> None:
    made = document(rule.example)
    found = {words(made, m): m for m in read(made)}
    assert rule.span in found
    mention = found[rule.span]
    assert (mention.value, days(mention), mention.type) == (rule.value, rule.days, rule.type)


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


# --- UCDP's rules for vague times, one sentence each -----------------------------------


@pytest.mark.parametrize(
    ("text", "span", "expected", "precision"),
    [
        ("The mayor was shot on Friday.", "Friday", "2024-11-29", "day"),
        ("The offensive began on Wednesday.", "Wednesday", "2024-11-27", "day"),
        ("Guards opened fire on Saturday.", "Saturday", "2024-11-30", "day"),
        ("The bridge fell last Saturday.", "last Saturday", "2024-11-23", "day"),
        ("The bridge fell last Tuesday.", "last Tuesday", "2024-11-26", "day"),
        ("Two homes were hit last night.", "last night", "2024-11-29", "day"),
        ("Looters came at the weekend.", "the weekend", "2024-11-23/2024-11-24", "range"),
        ("Six clinics shut this week.", "this week", "2024-11-25/2024-11-30", "range"),
        ("A drone fell earlier this week.", "earlier this week", "2024-11-25/2024-11-29", "range"),
        ("The camp burned late last week.", "late last week", "2024-11-22/2024-11-24", "range"),
        ("The camp burned last week.", "last week", "2024-11-18/2024-11-24", "week"),
        ("Ten died in the past week.", "the past week", "2024-11-24/2024-11-30", "week"),
        ("Ten died in the past 24 hours.", "the past 24 hours", "2024-11-29/2024-11-30", "range"),
        ("Ten died in the last 48 hours.", "the last 48 hours", "2024-11-28/2024-11-30", "range"),
        ("Ten died in the last 72 hours.", "the last 72 hours", "2024-11-28/2024-11-30", "range"),
        ("Ten died in the past few days.", "the past few days", "2024-11-27/2024-11-29", "range"),
        ("Ten died in recent days.", "recent days", "2024-11-27/2024-11-29", "range"),
        ("Ten died in recent weeks.", "recent weeks", "2024-11-09/2024-11-29", "month"),
        ("He fled a fortnight ago.", "a fortnight ago", "2024-11-16/2024-11-29", "month"),
        ("He fled two weeks ago.", "two weeks ago", "2024-11-11/2024-11-17", "week"),
        ("He fled earlier this month.", "earlier this month", "2024-11-01/2024-11-29", "month"),
        ("He fled last month.", "last month", "2024-10-01/2024-10-31", "month"),
        ("He fled in early March.", "early March", "2024-03-01/2024-03-10", "month"),
        ("He fled in mid-March.", "mid-March", "2024-03-10/2024-03-20", "month"),
        ("He fled in late March.", "late March", "2024-03-15/2024-03-31", "month"),
        ("He fled in early 1999.", "early 1999", "1999-01-01/1999-04-30", "year"),
        ("He fled in mid-1999.", "mid-1999", "1999-05-01/1999-08-31", "year"),
        ("He fled in late 1999.", "late 1999", "1999-09-01/1999-12-31", "year"),
        ("He fled around 2 July.", "around 2 July", "2024-07-01/2024-07-03", "range"),
        ("He fled last year.", "last year", "2023-01-01/2023-12-31", "year"),
        ("He fled earlier this year.", "earlier this year", "2024-01-01/2024-11-29", "year"),
        ("He fled last summer.", "last summer", "2024-06-01/2024-08-31", "year"),
        ("He fled three years ago.", "three years ago", "2021-01-01/2021-12-31", "year"),
        ("He fled two months ago.", "two months ago", "2024-09-01/2024-09-30", "month"),
        ("He fled a decade ago.", "a decade ago", "", "unknown"),
    ],
)
def test_vague_times_follow_ucdp(
    text: str, span: str, expected: str, precision: str, document: DocumentMaker
) -> None:
    made = document(text)
    [mention] = [m for m in read(made) if words(made, m) == span]
    assert (days(mention), mention.precision) == (expected, precision)


# --- the report's day ------------------------------------------------------------------


def test_without_a_report_day_a_weekday_stays_unresolved(document: DocumentMaker) -> None:
    made = document("Raiders came on Friday.", published=None)
    [friday] = read(made, None)
    assert (friday.begin, friday.end_day, friday.precision) == (None, None, "unknown")
    assert friday.value == "XXXX-WXX-5"


def test_without_a_report_day_an_absolute_date_still_resolves(document: DocumentMaker) -> None:
    made = document("Raiders came on 3 May 2012 and again last week.", published=None)
    assert table(made, None)["3 May 2012"] == "2012-05-03"
    assert table(made, None)["last week"] == ""


def test_a_dateline_outranks_metadata(document: DocumentMaker) -> None:
    made = document("BEIRUT, 27 Nov 2024 (Agency) - Rockets hit a depot.", "2024-11-30")
    assert report_day(made) == date(2024, 11, 27)


def test_a_last_updated_line_with_glued_date_is_a_dateline(document: DocumentMaker) -> None:
    made = document("Last updated at Nov 292024 The army shelled a village.", "2024-11-30")
    assert report_day(made) == date(2024, 11, 29)


def test_a_marked_dateline_outranks_even_far_metadata(document: DocumentMaker) -> None:
    made = document("Date of publication 14 May 2019 The army shelled a village.", "2024-11-30")
    assert report_day(made) == date(2019, 5, 14)


def test_a_wire_dateline_in_capitals_with_a_short_year(document: DocumentMaker) -> None:
    made = document("LIMA, 22 JAN 89 (EFE) -- THREE MEN WERE SHOT TODAY.", published=None)
    assert report_day(made) == date(1989, 1, 22)


def test_a_date_in_the_first_sentence_is_no_dateline(document: DocumentMaker) -> None:
    made = document("The truce signed on 12 November 2024 has ended.", "2024-11-30")
    assert report_day(made) == SATURDAY


def test_an_anniversary_far_from_the_metadata_is_no_dateline(document: DocumentMaker) -> None:
    made = document("March 15, 2011 saw the first marches.", "2024-11-30")
    assert report_day(made) == SATURDAY


def test_a_report_with_no_date_at_all_has_no_day(document: DocumentMaker) -> None:
    made = document("The army shelled a village.", published=None)
    assert report_day(made) is None
    assert dateline_date(made, None) is None


def test_what_stands_in_no_calendar_is_left_undated(document: DocumentMaker) -> None:
    made = document("The paper was stamped 31 February 2024.")
    assert all(m.begin is None for m in read(made) if "31" in words(made, m))


# --- years inherited, ranges, lost punctuation --------------------------------------------


def test_a_month_takes_the_year_named_before_it_in_the_sentence(document: DocumentMaker) -> None:
    made = document("The siege began in 2016 and was lifted in August.")
    assert table(made)["August"] == "2016-08-01/2016-08-31"


def test_a_month_of_news_is_the_latest_before_the_report(document: DocumentMaker) -> None:
    made = document("The siege was lifted in December.", "2024-11-30")
    assert table(made)["December"] == "2023-12-01/2023-12-31"


def test_a_planned_month_of_news_is_the_next(document: DocumentMaker) -> None:
    made = document("The troops will leave in February.", "2024-11-30")
    assert table(made)["February"] == "2025-02-01/2025-02-28"


@pytest.mark.parametrize(
    ("text", "span", "day"),
    [
        ("Crowds gather before the 12 December vote.", "12 December", "2024-12-12"),
        ("The base was stormed on 12 December.", "12 December", "2023-12-12"),
        ("The base was stormed on 1 December.", "1 December", "2024-12-01"),
        ("A strike is expected on 15 January.", "15 January", "2025-01-15"),
        ("He was freed on 15 January.", "15 January", "2024-01-15"),
    ],
)
def test_a_near_date_ahead_is_the_next_unless_the_verb_is_past(
    text: str, span: str, day: str, document: DocumentMaker
) -> None:
    assert table(document(text))[span] == day


def test_at_four_figures_is_a_clock(document: DocumentMaker) -> None:
    made = document("On Friday the curfew began at 1800, and drones flew at 2000 feet.")
    assert [m.value for m in read(made)] == ["2024-11-29", "2024-11-29T18:00"]


def test_a_planned_weekday_is_the_next(document: DocumentMaker) -> None:
    made = document("The envoys will meet on Tuesday.", "2024-11-30")
    assert table(made)["Tuesday"] == "2024-12-03"


def test_the_first_of_two_months_takes_the_year_of_the_second(document: DocumentMaker) -> None:
    made = document("In March and April 2017 the town was bombed.")
    assert table(made)["March"] == "2017-03-01/2017-03-31"


def test_a_range_of_days_gives_both_ends_the_whole(document: DocumentMaker) -> None:
    made = document("Fighting lasted from 3 to 5 May 2019.")
    assert table(made) == {"3": "2019-05-03/2019-05-05", "5 May 2019": "2019-05-03/2019-05-05"}


def test_a_hyphened_range_of_years(document: DocumentMaker) -> None:
    made = document("A million fled during the 2019–2020 campaigns.")
    assert table(made) == {
        "2019": "2019-01-01/2020-12-31",
        "2020": "2019-01-01/2020-12-31",
    }


def test_between_two_weekdays(document: DocumentMaker) -> None:
    made = document("Between Monday and Wednesday nine drivers were robbed.")
    assert table(made)["Monday"] == "2024-11-25/2024-11-27"


def test_two_weekdays_joined_by_and_are_two_days(document: DocumentMaker) -> None:
    made = document("Shells fell on Monday and Wednesday.")
    assert table(made) == {"Monday": "2024-11-25", "Wednesday": "2024-11-27"}


def test_two_days_running_joined_by_and_are_a_range(document: DocumentMaker) -> None:
    made = document("Twelve people were killed in raids on Wednesday and Thursday.")
    assert table(made)["Wednesday"] == table(made)["Thursday"] == "2024-11-27/2024-11-28"


def test_a_date_without_commas(document: DocumentMaker) -> None:
    made = document("Wednesday 15 Jul 2015 Raids killed nine people.")
    assert table(made)["Wednesday 15 Jul 2015"] == "2015-07-15"


def test_a_month_before_a_toll_is_no_day(document: DocumentMaker) -> None:
    made = document("In May 20 villagers were killed by mines.")
    assert "May" in table(made)
    assert "May 20" not in table(made)


def test_shouted_text_keeps_its_dates(document: DocumentMaker) -> None:
    made = document("ARMY SHELLS THE OLD TOWN ON FRIDAY AND ON 12 MARCH 2023 AGAIN")
    assert sorted(table(made).values()) == ["2023-03-12", "2024-11-29"]


def test_a_date_that_could_be_two_stays_open(document: DocumentMaker) -> None:
    made = document("The permit is dated 05/06/2019.")
    [permit] = read(made)
    assert (permit.value, permit.begin) == ("2019-XX-XX", None)


def test_the_one_of_two_dates_near_the_report_is_taken(document: DocumentMaker) -> None:
    made = document("The permit is dated 11/12/2024.", "2024-11-30")
    assert table(made) == {"11/12/2024": "2024-11-12"}


def test_three_days_later_counts_from_the_last_day_told(document: DocumentMaker) -> None:
    made = document("The pact of 30 December 2020 broke down three days later.")
    assert table(made)["three days later"] == "2021-01-02"


def test_days_after_an_event_are_not_guessed(document: DocumentMaker) -> None:
    made = document("Two days after the vote the hall was stormed.")
    assert all(m.begin is None for m in read(made))


# --- a history is read against its own dates ------------------------------------------------

HISTORY = (
    "The revolt broke out in March 1911. In April the port fell. "
    "A second rising followed in June 1912, and on 4 July the barracks burned. "
    "The next day the governor fled. By 1913 the valley was quiet. "
    "The last band surrendered in May 1914."
)


def test_a_history_gives_its_months_its_own_years(document: DocumentMaker) -> None:
    found = table(document(HISTORY, "2024-11-30"))
    assert found["April"] == "1911-04-01/1911-04-30"
    assert found["4 July"] == "1912-07-04"
    assert found["The next day"] == "1912-07-05"


# --- what is no time --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The rebels may strike again.",
        "Theresa May spoke to the widows.",
        "They march on the capital.",
        "A second shell hit the school.",
        "Some 2000 people were held.",
        "About 1,950 homes burned.",
        "The fall of the city shocked the exiles.",
        "Resolution 1973 was adopted.",
        "Thus the road was open.",
        "Mona sat on the wall.",
        "Prices rose by 10.30 per cent.",
        "The 17th Division withdrew.",
        "The Sun printed the letter.",
        "The channel Aleppo Today showed the ruins.",
        "Its stockpile of 1300 tonnes was destroyed.",
        "Call the hotline on 310-1922.",
        "Good morning, said the guard.",
    ],
)
def test_what_only_looks_like_a_time(text: str, document: DocumentMaker) -> None:
    assert read(document(text)) == []


def test_the_year_of_an_uprising_is_a_time(document: DocumentMaker) -> None:
    assert table(document("He was jailed after the 2011 uprising."))["2011"].startswith(
        "2011-01-01"
    )


# --- other readings ---------------------------------------------------------------------------


def test_lengths_and_rhythms_have_no_days(document: DocumentMaker) -> None:
    made = document("Power is cut for six hours every day.")
    assert [(m.value, m.type, m.begin) for m in read(made)] == [
        ("PT6H", "DURATION", None),
        ("XXXX-XX-XX", "SET", None),
    ]


def test_a_time_of_day_keeps_its_day(document: DocumentMaker) -> None:
    made = document("A mine went off at 4:30 p.m. on 3 June 2023.")
    [mention] = read(made)
    assert (mention.value, days(mention)) == ("2023-06-03T16:30", "2023-06-03")


def test_a_time_of_day_takes_the_day_told_after_it(document: DocumentMaker) -> None:
    made = document("A mine went off at 1:15 p.m. on Monday.")
    assert table(made) == {"1:15 p.m.": "2024-11-25", "Monday": "2024-11-25"}


def test_this_weekday_is_of_the_present_week(document: DocumentMaker) -> None:
    made = document("Talks open in Geneva this Friday.", "2024-11-26")
    assert table(made, date(2024, 11, 26)) == {"this Friday": "2024-11-29"}


def test_a_weekday_with_a_lost_apostrophe(document: DocumentMaker) -> None:
    made = document("Nobody claimed Wednesdays attack on the depot.")
    assert list(table(made).values()) == ["2024-11-27"]


def test_mentions_are_ordered_and_do_not_overlap(document: DocumentMaker) -> None:
    found = read(document(HISTORY))
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_offsets_hold_with_curly_quotes(document: DocumentMaker) -> None:
    made = document("“We left on Thursday,” said the town’s baker.")
    assert list(table(made)) == ["Thursday"]


@pytest.mark.parametrize("published", ["2024-02-29", "9999-12-31", "0001-01-01", None])
def test_no_jumble_of_time_words_breaks_the_reading(
    published: str | None, document: DocumentMaker
) -> None:
    meanings = time_knowledge().meaning
    vocabulary = [word for kind in sorted(meanings) for word in sorted(meanings[kind])]
    vocabulary += ["999", "31", "5,000", "2016", "00:00", "ago", "later", "last", "the", "BC", "-"]
    chooser = random.Random(7)
    made = document(" ".join(chooser.choice(vocabulary) for _ in range(1500)), published)
    for mention in read(made, report_day(made)):
        assert (mention.begin is None) == (mention.end_day is None)
        if mention.begin and mention.end_day:
            assert mention.begin <= mention.end_day


def test_thousands_of_years_ago_is_not_this_year(document: DocumentMaker) -> None:
    made = document("The mound was raised 5,000 years ago, or 800 decades ago.")
    assert all(m.begin is None for m in read(made))


def test_a_rule_of_an_unknown_kind_is_named() -> None:
    rule = TimeRule("odd", "date", "<moon>", "", "", "")
    with pytest.raises(KnowledgeError, match=r"odd: unknown kind <moon>"):
        compile_rule(rule, {})


def test_the_public_names() -> None:
    assert public.__all__ == ["dateline_date", "is_background", "read_times", "report_day"]


# --- the days of what a sentence tells -----------------------------------------------------------


def told(made: Document, phrase: str, day: date | None = SATURDAY) -> tuple[date, date] | None:
    start = made.report.text.index(phrase)
    return days_of_words(made, read(made, day), start, start + len(phrase), day)


def test_the_time_in_the_sentence_wins(document: DocumentMaker) -> None:
    made = document("A mine killed two on Monday. On Thursday a raid killed four.")
    assert told(made, "a raid killed four") == (date(2024, 11, 28), date(2024, 11, 28))


def test_a_sentence_without_a_time_takes_the_news_before_it(document: DocumentMaker) -> None:
    made = document("A raid hit the market on Monday. Four people were killed.")
    assert told(made, "Four people were killed") == (date(2024, 11, 25), date(2024, 11, 25))


def test_a_report_that_names_no_day_tells_of_its_own_or_the_day_before(
    document: DocumentMaker,
) -> None:
    made = document("A raid hit the market. Four people were killed.")
    assert told(made, "Four people were killed") == (date(2024, 11, 29), SATURDAY)


def test_nothing_is_guessed_where_no_day_is_known(document: DocumentMaker) -> None:
    made = document("A raid hit the market.", published=None)
    assert told(made, "A raid hit the market", None) is None


def test_since_is_background(document: DocumentMaker) -> None:
    made = document("It was the worst raid since 2016.")
    [year] = read(made)
    assert is_background(made, year)
    assert told(made, "the worst raid") == (date(2024, 11, 29), SATURDAY)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_example_holds_a_mark_of_its_rule(rule: TimeRule) -> None:
    known = time_knowledge()
    marks = known.marks[[r.name for r, _ in known.rules].index(rule.name)]
    words = re.findall(r"[a-z]+|\d+", rule.span.lower())
    told = {FIGURE if w.isdigit() else w for w in words} | {w.removesuffix("s") for w in words}
    assert marks & told, f"{rule.span!r} would not be searched for"


def test_a_rule_is_searched_for_only_near_its_marks() -> None:
    known = time_knowledge()
    marks = {rule.name: found for (rule, _), found in zip(known.rules, known.marks, strict=True)}
    assert "week" in marks["so long ago"] and not {FIGURE, "june"} & marks["so long ago"]
    assert FIGURE in marks["year"]
