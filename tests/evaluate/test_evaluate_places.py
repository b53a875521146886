"""The scorer for places, on a corpus of two articles of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from consilience.errors import InputError, NoSuchPathError
from consilience.evaluate.places import Toponym, evaluate, pair, read_articles

FIRST = "A fire closed the market in Aleppo, Syria, on Monday."
SECOND = "The ferry from Dover was late."
CORPUS = f"""<?xml version="1.0" encoding="utf-8"?>
<articles>
  <article docid="1"><text><![CDATA[{FIRST}]]></text><toponyms>
    <toponym><start>29</start><end>35</end><phrase>Aleppo</phrase>
      <gaztag geonameid="170063"><name>Aleppo</name><fcode>PPLA</fcode>
        <lat>36.2</lat><lon>37.16</lon><country>Syria</country></gaztag></toponym>
    <toponym><start>36</start><end>41</end><phrase>Syria</phrase>
      <gaztag geonameid="163843"><name>Syria</name><fcode>PCLI</fcode>
        <lat>10.0</lat><lon>10.0</lon><country>Syria</country></gaztag></toponym>
  </toponyms></article>
  <article docid="2"><text>{SECOND}</text><locations>
    <location><name>Dover</name><start>15</start><end>20</end><lat>51.13</lat><lon>1.31</lon></location>
    <location><name>Calais</name><start>99</start><end>105</end><lat>50.9</lat><lon>1.8</lon></location>
  </locations></article>
</articles>"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.xml"
    file.write_text(CORPUS, encoding="utf-8")
    return file


def test_both_forms_of_the_corpus_are_read(corpus: Path) -> None:
    first, second = read_articles(corpus)
    assert [(t.phrase, t.geonames) for t in first.toponyms] == [
        ("Aleppo", "170063"),
        ("Syria", "163843"),
    ]
    assert [t.phrase for t in second.toponyms] == ["Dover"]


def test_offsets_that_drifted_are_snapped_to_the_phrase(corpus: Path) -> None:
    (first, _) = read_articles(corpus)
    assert [first.report.text[t.start : t.end] for t in first.toponyms] == ["Aleppo", "Syria"]


def test_measures_are_fractions_of_one(corpus: Path) -> None:
    result = evaluate(corpus)
    assert result["corpus"] == "corpus.xml"
    assert len(result["sha256"]) == 64
    assert result["measures"]["recognition"]["n"] == 3
    assert result["measures"]["accuracy_161km"]["n"] == 3
    assert 0.0 <= result["measures"]["end_to_end_161km"]["value"] <= 1.0


def test_the_marked_entry_is_right_whatever_its_middle(corpus: Path) -> None:
    errors = evaluate(corpus, errors=9)["errors"]
    assert not [e for e in errors if e["kind"] == "elsewhere" and e["text"] == "Syria"]


def test_exact_span_is_paired_before_one_that_overlaps() -> None:
    gold = [
        Toponym(start=0, end=5, phrase="North", lat=None, lon=None),
        Toponym(start=0, end=11, phrase="North Korea", lat=None, lon=None),
    ]
    assert pair(gold, [(0, 11)]) == {1: 0}


def test_missing_file_and_other_xml_are_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPathError):
        evaluate(tmp_path / "none.xml")
    other = tmp_path / "other.xml"
    other.write_text("<feed/>")
    with pytest.raises(InputError, match="article"):
        evaluate(other)
    other.write_text("not xml")
    with pytest.raises(InputError, match="not XML"):
        evaluate(other)
