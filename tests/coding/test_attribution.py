"""Who says what: one sentence for each rule, as in ordinary news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from consilience.coding.attribution.reader import read_attributions
from consilience.coding.mentions import Span
from consilience.knowledge.cues import CueBook, builtin_cues
from consilience.language.annotate import Document


@dataclass(frozen=True)
class Read:
    """An attribution in words."""

    source: str | None
    resolved: str | None
    cue: str
    contents: tuple[str, ...]
    stance: str
    outer: int | None


Reader = Callable[..., list[Read]]


@pytest.fixture(scope="module")
def cues() -> CueBook:
    return builtin_cues().statements()


@pytest.fixture(scope="module")
def read(document: Callable[..., Document], cues: CueBook) -> Reader:
    """Return a function that reads a text's attributions as words."""

    def reader(text: str, title: str = "") -> list[Read]:
        made = document(text, title=title)
        whole = made.report.text

        def words(span: Span | None) -> str | None:
            return whole[span.start : span.end] if span else None

        return [
            Read(
                words(m.source),
                words(m.resolved),
                whole[m.cue.start : m.cue.end],
                tuple(whole[c.start : c.end] for c in m.contents),
                m.stance,
                m.outer,
            )
            for m in read_attributions(made, cues)
        ]

    return reader


# --- where the source stands ----------------------------------------------------------------------


def test_source_before_a_clause(read: Reader) -> None:
    (one,) = read("The governor said that nine homes burned down on Friday.")
    assert (one.source, one.cue) == ("The governor", "said")
    assert one.contents == ("that nine homes burned down on Friday",)


def test_source_after_the_content(read: Reader) -> None:
    (one,) = read("Nine homes burned down on Friday, the governor said.")
    assert one.source == "the governor"
    assert one.contents == ("Nine homes burned down on Friday",)


def test_source_inside_the_content(read: Reader) -> None:
    (one,) = read("The bridge, the governor said, would stay closed for a month.")
    assert one.source == "the governor"
    assert one.contents == ("The bridge", "would stay closed for a month")


def test_inverted_cue_without_comma_or_quotation_marks(read: Reader) -> None:
    (one,) = read(
        "Two boys were killed when a shell hit the village of Qumra said the Red Crescent."
    )
    assert one.source == "the Red Crescent"
    assert one.contents == ("Two boys were killed when a shell hit the village of Qumra",)


def test_source_at_the_end_that_lost_its_comma(read: Reader) -> None:
    (one,) = read(
        "Four farmers died when a mine went off near the town of Rasm a local official said."
    )
    assert one.source == "a local official"
    assert one.contents[0].endswith("near the town of Rasm")


def test_who_speaks_after_those_counted_is_none_of_them(read: Reader) -> None:
    (found,) = read("The raid left at least 30 dead, among them 6 women, a hospital source said.")
    assert found.source == "a hospital source"
    (found,) = read(
        "A jet bombed the depot on Monday, killing ten people, a member of the local"
        " Miners' Defence League told this paper by phone."
    )
    assert found.source == "a member of the local Miners' Defence League"
    assert found.contents == ("A jet bombed the depot on Monday, killing ten people",)


def test_a_toll_that_is_not_issued_says_nothing(read: Reader) -> None:
    assert read("The government has not issued a toll for the raid.") == []


def test_it_goes_back_to_the_body_that_spoke_last(read: Reader) -> None:
    found = read("Rebels accused the junta of it. The junta denied it. It said nobody was hurt.")
    assert found[-1].resolved == "The junta"


def test_source_takes_its_apposition(read: Reader) -> None:
    (one,) = read("Nadia Saleh, a nurse at the hospital, said twelve patients had fled.")
    assert one.source == "Nadia Saleh, a nurse at the hospital"


def test_hearer_is_not_the_source(read: Reader) -> None:
    (one,) = read("A rescue worker told Reuters that six bodies were found.")
    assert one.source == "A rescue worker"
    assert one.contents == ("that six bodies were found",)


def test_clause_after_in_a_statement(read: Reader) -> None:
    (one,) = read("The brigade said in a statement that it shot down a drone.")
    assert one.source == "The brigade"
    assert one.contents == ("that it shot down a drone",)


def test_according_to_at_either_end(read: Reader) -> None:
    first, second = read(
        "According to the ministry, 30 people died. Some 12 more were hurt, according to medics."
    )
    assert (first.source, first.contents) == ("the ministry", ("30 people died",))
    assert (second.source, second.contents) == ("medics", ("Some 12 more were hurt",))


def test_according_to_where_the_full_stop_was_lost(read: Reader) -> None:
    (one,) = read(
        "Six people were killed in the town According to a police source three more were hurt."
    )
    assert one.contents == ("three more were hurt",)


# --- quotations -----------------------------------------------------------------------------------


def test_direct_quotation(read: Reader) -> None:
    (one,) = read("“They fired at the ambulance,” a driver said.")
    assert (one.source, one.contents) == ("a driver", ("“They fired at the ambulance,”",))


def test_broken_quotation_is_two_runs(read: Reader) -> None:
    (one,) = read("“The road,” the mayor said, “is cut in three places.”")
    assert one.contents == ("“The road,”", "“is cut in three places.”")


def test_quotation_that_goes_on_after_the_cue(read: Reader) -> None:
    (one,) = read("“We heard jets,” a teacher said. “Then the roof of the school came down.”")
    assert one.contents == ("“We heard jets,”", "“Then the roof of the school came down.”")


def test_quotation_over_two_paragraphs(read: Reader) -> None:
    (one,) = read(
        "“We left at dawn with the children,” a farmer said. “We walked for two days.\n"
        "“Nobody would take us in at the border.”"
    )
    assert one.contents[-1] == "“Nobody would take us in at the border.”"


def test_quotation_after_a_colon_and_a_line_break(read: Reader) -> None:
    found = read("The envoy, Omar Haddad, said:\n“The truce has failed in every town we visited.”")
    assert found[0].contents == ("“The truce has failed in every town we visited.”",)


def test_mixed_quotation_keeps_the_whole_clause(read: Reader) -> None:
    (one,) = read("The general said the attack was “a grave mistake” by the rebels.")
    assert one.contents == ("the attack was “a grave mistake” by the rebels",)


def test_two_borrowed_phrases_are_one_content(read: Reader) -> None:
    (one,) = read("The envoy described the truce as “fragile” and in some towns “already dead.”")
    assert one.contents == ("the truce as “fragile” and in some towns “already dead.”",)


def test_what_came_of_it_belongs_to_the_content(read: Reader) -> None:
    (one,) = read("State media reported a missile attack on a dormitory, killing four people.")
    assert one.contents == ("a missile attack on a dormitory, killing four people",)


def test_a_quotation_of_the_paragraph_before_stays_there(read: Reader) -> None:
    first, second = read(
        "“The bread ran out on Monday,” a baker said.\n"
        "The army reported that it had opened the road."
    )
    assert first.source == "a baker"
    assert second.contents == ("that it had opened the road",)


# --- cues without a source ------------------------------------------------------------------------


def test_reportedly_names_nobody(read: Reader) -> None:
    (one,) = read("Rebels have reportedly seized two villages.")
    assert (one.source, one.stance) == (None, "reportedly")
    assert "seized two villages" in one.contents[-1]


def test_passive_belief_names_nobody(read: Reader) -> None:
    (one,) = read("Nine miners are believed to be trapped underground.")
    assert (one.source, one.stance) == (None, "reportedly")
    assert one.contents == ("Nine miners", "to be trapped underground")


def test_there_were_reports_that(read: Reader) -> None:
    (one,) = read("There were reports that the dam had burst.")
    assert (one.source, one.cue) == (None, "reports")
    assert one.contents == ("that the dam had burst",)


def test_nominal_cue(read: Reader) -> None:
    (one,) = read("Amid claims of new massacres, the envoy left the city.")
    assert (one.source, one.cue, one.stance) == (None, "claims of", "claims")
    assert one.contents == ("new massacres",)


# --- chains ---------------------------------------------------------------------------------------


def test_one_source_quotes_another(read: Reader) -> None:
    outer, inner = read("State radio quoted an army source as saying that the hill was retaken.")
    assert outer.source == "State radio"
    assert (inner.source, inner.outer) == ("an army source", 0)
    assert inner.contents == ("that the hill was retaken",)


def test_was_quoted_as_saying_by(read: Reader) -> None:
    found = read("The commander was quoted as saying by the state agency that the town was safe.")
    inner = next(one for one in found if one.cue == "was quoted as saying")
    assert inner.source == "The commander"
    assert inner.outer is not None
    assert found[inner.outer].source == "the state agency"


def test_citing_names_the_origin(read: Reader) -> None:
    inner, outer = read("The monitor, citing doctors, said 40 people had died.")
    assert (outer.source, inner.source) == ("The monitor", "doctors")
    assert inner.outer == 1
    assert inner.contents == outer.contents


def test_a_claim_inside_a_claim_is_nested(read: Reader) -> None:
    outer, inner = read("The minister said that rebels claimed to hold the airport.")
    assert (outer.outer, inner.outer) == (None, 0)
    assert inner.source == "rebels"


def test_adding_that_goes_back_to_the_speaker(read: Reader) -> None:
    found = read("The monitor said three strikes hit the market, adding that nine people died.")
    assert [one.source for one in found] == ["The monitor", "The monitor"]
    assert found[0].contents == ("three strikes hit the market",)
    assert found[1].contents == ("that nine people died",)


# --- stance ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army denied that its jets had hit the clinic.", "denies"),
        ("The army accused the rebels of shelling the clinic.", "accuses"),
        ("The rebels claimed that they held the clinic.", "claims"),
        ("The mayor confirmed that the clinic was hit.", "confirms"),
        ("A diplomat questioned whether the clinic was hit.", "doubts"),
        ("The general threatened to burn the town.", "threatens"),
        ("The general vowed to retake the town.", "promises"),
        ("The council demanded that the siege end.", "demands"),
        ("The general ordered his men to leave the town.", "orders"),
        ("Analysts predict that the town will fall.", "predicts"),
        ("State television reported that the town had fallen.", "reports"),
    ],
)
def test_stance_is_the_cues_own_meaning(read: Reader, text: str, stance: str) -> None:
    assert read(text)[0].stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not confirm that the clinic was hit.",
        "The mayor declined to confirm that the clinic was hit.",
        "The toll could not be independently verified.",
    ],
)
def test_what_is_not_confirmed_is_in_doubt(read: Reader, text: str) -> None:
    assert read(text)[-1].stance == "doubts"


def test_a_helper_verb_is_part_of_the_cue(read: Reader) -> None:
    (one,) = read("The mayor appeared to confirm that the clinic was hit.")
    assert (one.cue, one.source) == ("appeared to confirm", "The mayor")


def test_what_is_denied_is_content_and_no_claim_of_its_own(read: Reader) -> None:
    (one,) = read("State media denied reports of rebel gains in the city.")
    assert (one.source, one.stance) == ("State media", "denies")
    assert one.contents == ("reports of rebel gains in the city",)


def test_dismissed_claims_that(read: Reader) -> None:
    (one,) = read("The ministry dismissed claims that its jets had hit the hospital.")
    assert (one.source, one.stance) == ("The ministry", "denies")


def test_claiming_lives_is_no_claim(read: Reader) -> None:
    assert read("The blast claimed the lives of two men.") == []


def test_putting_a_toll_is_a_report(read: Reader) -> None:
    (one,) = read("Residents put the death toll at 40.")
    assert (one.source, one.contents) == ("Residents", ("the death toll at 40",))


def test_a_wish_is_no_statement(read: Reader) -> None:
    assert read("The rebels want to take the airport.") == []


# --- who a word goes back to ----------------------------------------------------------------------


def test_pronoun_goes_back_to_the_last_person_who_spoke(read: Reader) -> None:
    found = read(
        "Omar Haddad, a doctor in the town, said ten patients died. He said more were dying."
    )
    assert found[-1].source == "He"
    assert found[-1].resolved == "Omar Haddad, a doctor in the town"


def test_it_goes_back_to_a_body_not_a_person(read: Reader) -> None:
    found = read("The defence ministry said two planes were lost. It said both pilots survived.")
    assert found[-1].resolved == "The defence ministry"


def test_surname_goes_back_to_the_full_name(read: Reader) -> None:
    found = read(
        "Omar Haddad, a doctor in the town, said ten patients died. "
        "“Nobody came to help,” Haddad said."
    )
    assert found[-1].resolved == "Omar Haddad, a doctor in the town"


def test_a_monitor_is_named_further_on(read: Reader) -> None:
    found = read(
        "At least 12 people died in the raid, a monitoring group said. "
        "The Yemen Observatory for Human Rights said children were among the dead."
    )
    assert found[0].source == "a monitoring group"
    assert found[0].resolved == "The Yemen Observatory for Human Rights"


def test_the_official_goes_back_to_the_person_named(read: Reader) -> None:
    found = read(
        "Omar Haddad told reporters the bridge had fallen. The official said repairs would be slow."
    )
    assert found[-1].resolved == "Omar Haddad"


def test_the_government_is_no_other_body(read: Reader) -> None:
    found = read("The Red Crescent said two nurses died. The government said it would investigate.")
    assert found[-1].resolved == "The government"


def test_a_source_is_not_another_source(read: Reader) -> None:
    found = read("Opposition sources said the town fell. Military sources said it held.")
    assert found[-1].resolved == "Military sources"


def test_who_goes_back_to_its_noun(read: Reader) -> None:
    found = read("The pilot, who denied the attack, was released.")
    assert (found[0].source, found[0].resolved) == ("who", "The pilot")


def test_a_word_nobody_fits_stays_itself(read: Reader) -> None:
    (one,) = read("He said the road was open.")
    assert one.resolved == "He"


# --- labels and headlines -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Army kills 12 rebels in the hills - monitor", "monitor"),
        ("Raid kills 18 civilians: activists", "activists"),
        ("Officials: Raid kills 18 civilians", "Officials"),
    ],
)
def test_headline_label(read: Reader, title: str, source: str) -> None:
    found = read("The raid began before dawn on the northern road.", title=title)
    assert found[0].source == source


def test_dateline_is_no_speaker(read: Reader) -> None:
    assert read("BEIRUT: Rebels seized two villages on Monday.") == []


# --- text as it comes -----------------------------------------------------------------------------


def test_shouted_dispatch(read: Reader) -> None:
    (one,) = read("THE DEFENCE MINISTRY SAID THAT TWO SOLDIERS WERE KILLED NEAR THE BORDER TODAY.")
    assert one.source == "THE DEFENCE MINISTRY"


def test_agency_tag_is_no_part_of_the_source(read: Reader) -> None:
    (one,) = read("[Text] Major Ramon Vega stated that the column had withdrawn.")
    assert one.source == "Major Ramon Vega"


def test_empty_report_has_no_attributions(read: Reader) -> None:
    assert read("") == []


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '“”  "" " said',
        "said said said said that",
        ": : - -\n\n- said",
        "“He said “she said ‘they said’\n“and then\nhe added",
        "According to according to the",
        "Reportedly. Claims of. That said, saying so is saying that.",
        "A: yes\nB: no\nA: “maybe”\nB: said",
        "Doctors know how critical they are of it and how sure that they are.",
    ],
)
def test_odd_text_gives_sound_spans(document: Callable[..., Document], text: str) -> None:
    found = read_attributions(document(text), builtin_cues())
    spans = [s for m in found for s in (m.source, m.resolved, m.cue, *m.contents) if s]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(m.outer is None or 0 <= m.outer < len(found) for m in found)


def test_nesting_never_runs_in_a_circle(document: Callable[..., Document], cues: CueBook) -> None:
    text = (
        "“The clinic leaks,” a nurse said, claiming “staff say so,” the ministry reported saying."
    )
    found = read_attributions(document(text), cues)
    for index in range(len(found)):
        seen: set[int] = set()
        at: int | None = index
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = found[at].outer


def test_letting_prisoners_go_is_no_report(read: Reader) -> None:
    assert read("The rebels released 20 prisoners on Sunday.") == []


def test_letting_a_toll_out_is_a_report(read: Reader) -> None:
    (one,) = read("The ministry released a toll of 20 dead on Sunday.")
    assert (one.source, one.stance) == ("The ministry", "reports")


def test_the_group_goes_back_to_a_name_with_its_acronym(read: Reader) -> None:
    found = read(
        "Jama'at Nusrat al-Islam wal-Muslimin (JNIM) claimed the attack on a post of the militia."
        " The group denied having killed civilians."
    )
    assert found[-1].resolved is not None
    assert "JNIM" in found[-1].resolved


def test_a_toll_with_its_parts_is_one_content(read: Reader) -> None:
    (found,) = read("The watchdog gave a toll of 36 dead among them 15 children and four teachers.")
    assert any("36 dead" in content for content in found.contents)
