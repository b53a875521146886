"""Every export is opened by a reader that is not ours, and says what the picture says."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import fastkml
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from geojson_pydantic import FeatureCollection

from consilience.errors import InputError, SetupError
from consilience.model import Actor, ActorRef, Claim, Event, Picture, Place, Toll
from consilience.publish.exports import KINDS, export, statements
from consilience.publish.exports.cells import harmless
from consilience.publish.exports.deaths import Deaths, deaths
from consilience.publish.exports.tables import tables
from consilience.publish.exports.ucdp import grid_cell
from consilience.publish.selection import Selection

# Names and order as the two codebooks give them.
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,"
    "gwnoa,gwnob"
)


@pytest.fixture
def strikes(picture: Picture) -> Picture:
    """Air strikes on a town, with a doer, civilian victims, a province and a country."""
    places = (
        Place(id="country:SY", name="Syria", lat=35.0, lon=38.0, country="SY", admin1=None,
              feature="country", precision="country"),
        Place(id="admin1:SY.12", name="Idlib", lat=35.9, lon=36.6, country="SY", admin1="12",
              feature="admin1", precision="admin1", within="country:SY"),
        Place(id="gn:1", name="Ariha", lat=35.81, lon=36.61, country="SY", admin1="12",
              feature="settlement", precision="point", within="admin1:SY.12"),
    )  # fmt: skip
    actors = (
        *picture.actors,
        Actor(id="air", name="Russian Air Force", kind="military", country="RU"),
        Actor(id="civ", name="civilians", kind="civilians"),
    )
    events = tuple(
        replace(e, place="gn:1", acled="Air/drone strike", actors=("air",), targets=("civ",))
        if e.id == "e3" else e
        for e in picture.events
    )  # fmt: skip
    return replace(picture, places=(*picture.places, *places), actors=actors, events=events)


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_has_a_readme_that_names_its_reports(
    kind: str, picture: Picture, tmp_path: Path
) -> None:
    older = picture if KINDS[kind].older == "must" else None
    files = export(picture, kind, tmp_path, older=older)
    assert [f.name for f in files if f.name == "README.md"]
    assert len(files) > 1
    guide = (tmp_path / "README.md").read_text()
    assert all(report.sha256[:16] in guide for report in picture.reports)


def test_tables_are_the_picture_for_pandas(picture: Picture, tmp_path: Path) -> None:
    export(picture, "csv", tmp_path)
    events = pd.read_csv(tmp_path / "events.csv")
    claims = pd.read_csv(tmp_path / "claims.csv")
    tolls = pd.read_csv(tmp_path / "tolls.csv")
    assert list(events.event) == [e.id for e in picture.events]
    assert list(claims.quote) == [c.quote for c in picture.claims]
    whole = tolls[tolls.origin.isna()]
    assert list(whole.best) == [t.best for e in picture.events for t in e.tolls]


def test_the_workbook_has_typed_cells_and_a_frozen_header(picture: Picture, tmp_path: Path) -> None:
    export(picture, "xlsx", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "picture.xlsx")
    assert book.sheetnames == [*(t.name for t in tables(picture)), "codebook"]
    sheet = book["events"]
    assert sheet.freeze_panes == "B2"
    header = [cell.value for cell in sheet[1]]
    first = dict(zip(header, (cell.value for cell in sheet[2]), strict=True))
    assert first["start"].date().isoformat() == picture.events[0].time.start
    assert isinstance(first["latitude"], float)
    assert sheet.max_row == len(picture.events) + 1


def test_parquet_keeps_kinds_and_explains_columns(picture: Picture, tmp_path: Path) -> None:
    export(picture, "parquet", tmp_path)
    table = pq.read_table(tmp_path / "events.parquet")
    assert table.num_rows == len(picture.events)
    assert str(table.schema.field("start").type) == "date32[day]"
    assert table.schema.field("grade").metadata[b"description"]


def test_the_map_is_geojson_and_puts_no_country_on_a_point(
    picture: Picture, tmp_path: Path
) -> None:
    export(picture, "geojson", tmp_path)
    read: FeatureCollection[Any] = FeatureCollection.model_validate_json(
        (tmp_path / "events.geojson").read_text()
    )
    assert [f.id for f in read.features] == [e.id for e in picture.events]
    by_id = {f.id: f for f in read.features}
    assert by_id["e6"].geometry is None  # somewhere in Syria
    assert json.loads(by_id["e4"].geometry.model_dump_json())["coordinates"] == [36.80, 35.86]
    assert by_id["e4"].properties["grade"] == "contested"


def test_kml_is_read_back_with_a_folder_a_grade(picture: Picture, tmp_path: Path) -> None:
    export(picture, "kml", tmp_path)
    read: Any = fastkml.KML.from_string((tmp_path / "events.kml").read_text())
    folders = read.features[0].features
    assert {f.name for f in folders} == {e.grade for e in picture.events}
    assert sum(len(f.features) for f in folders) == len(picture.events)


def test_acled_has_its_columns_and_its_most_conservative_count(
    strikes: Picture, tmp_path: Path
) -> None:
    export(strikes, "acled", tmp_path)
    rows = pd.read_csv(tmp_path / "acled.csv")
    assert ",".join(rows.columns) == ACLED
    row = rows.iloc[0]
    assert row.event_type == "Explosions/Remote violence"
    assert (row.actor1, row.inter1, row.inter2, row.interaction) == ("Russian Air Force", 8, 7, 78)
    assert (row.country, row.iso, row.region, row.admin1) == ("Syria", 760, "Middle East", "Idlib")
    assert (row.fatalities, row.time_precision, row.geo_precision) == (12, 1, 1)
    assert row.civilian_targeting == "Civilian targeting"


def test_ucdp_has_its_columns_and_its_parts_add_up(strikes: Picture, tmp_path: Path) -> None:
    export(strikes, "ucdp", tmp_path)
    rows = pd.read_csv(tmp_path / "ucdp.csv")
    assert ",".join(rows.columns) == UCDP
    row = rows[rows.id == "e3"].iloc[0]
    assert (row.type_of_violence, row.side_a, row.side_b) == (3, "Russian Air Force", "Civilians")
    assert (row.low, row.best, row.high) == (12, 24, 27)
    parts = row.deaths_a + row.deaths_b + row.deaths_civilians + row.deaths_unknown
    assert parts == row.best
    assert (row.where_prec, row.date_prec, row.region) == (1, 1, "Middle East")
    assert row.geom_wkt == "POINT (36.61 35.81)"


def test_a_denied_or_planned_event_is_not_coded(
    picture: Picture, make_claim: Callable[..., Claim], make_event: Callable[..., Event],
    tmp_path: Path,
) -> None:  # fmt: skip
    quote = "State television denied that any fighter had set foot in the city."
    denied = make_claim("c-x", "r1", quote, "armed_clash", "set foot", "e9", polarity="denied")
    event = make_event("e9", "armed_clash", "a clash", ["c-x"], acled="Armed clash")
    alone = replace(picture, claims=(denied,), events=(event,))
    export(alone, "acled", tmp_path)
    assert pd.read_csv(tmp_path / "acled.csv").empty


def test_months_are_summed_by_province_with_hxl_tags(strikes: Picture, tmp_path: Path) -> None:
    export(strikes, "hdx", tmp_path, hxl=True)
    header, tags, *rows = (tmp_path / "monthly.csv").read_text().splitlines()
    assert tags.startswith("#country+code,#adm1+name,")
    assert len(header.split(",")) == len(tags.split(","))
    row = dict(zip(header.split(","), rows[0].split(","), strict=True))
    assert (row["admin1"], row["month"], row["killed_best"]) == ("Idlib", "2024-11", "24")


def test_a_statement_leads_back_to_its_words(picture: Picture, tmp_path: Path) -> None:
    export(picture, "jsonl", tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "statements.jsonl").read_text().splitlines()]
    texts = {r["value"]["id"]: r["value"]["text"] for r in rows if r["type"] == "report"}
    found = [r for r in rows if r["type"] == "Annotation"]
    assert len(found) == len(picture.claims)
    for row in found:
        text = texts[row["body"]["value"]["report"]]
        position, quote = row["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_statements_are_read_back_whole(picture: Picture) -> None:
    read = statements.read(statements.write(picture))
    assert tuple(read.reports) == picture.reports
    assert tuple(read.claims) == picture.claims
    assert tuple(read.actors) == picture.actors
    assert tuple(read.places) == picture.places


def test_a_statement_that_was_changed_by_hand_is_refused(picture: Picture) -> None:
    lines = statements.write(picture).decode().replace("entered the western", "left the western")
    broken = lines.replace("left the western", "entered the western", 1)
    with pytest.raises(InputError, match="quote is not what report"):
        statements.read(broken.encode())


def test_a_broken_line_is_named_by_its_number(picture: Picture) -> None:
    lines = statements.write(picture).split(b"\n")
    lines[2] = b'{"type": "report", "value": {}}'
    with pytest.raises(InputError, match="Line 3"):
        statements.read(b"\n".join(lines))


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", " =HYPERLINK()"])
def test_text_is_no_formula(text: str) -> None:
    assert str(harmless(text)).startswith("'")


@pytest.mark.parametrize("number", [-36.5, -1, 0])
def test_numbers_stay_numbers(number: float) -> None:
    assert harmless(number) == number


def test_formulas_in_titles_are_text_in_every_sheet(
    make: Callable[..., Picture], picture: Picture, tmp_path: Path
) -> None:
    formula = '=HYPERLINK("http://x.example","y")'
    titled = tuple(replace(r, title=formula) for r in picture.reports)
    hostile = make(reports=titled)
    export(hostile, "csv", tmp_path / "csv")
    export(hostile, "xlsx", tmp_path / "xlsx")
    assert set(pd.read_csv(tmp_path / "csv" / "reports.csv").title) == {"'" + formula}
    sheet = openpyxl.load_workbook(tmp_path / "xlsx" / "picture.xlsx")["reports"]
    assert sheet["C2"].data_type == "s"


def test_separate_classes_of_dead_are_added_and_parts_are_not() -> None:
    def killed(victims: str, n: int) -> Toll:
        return Toll(kind="killed", victims=victims, low=n, best=n, high=n, by_origin=())

    assert deaths([killed("civilians", 9), killed("fighters", 4)]) == Deaths(13, 13, 13, 9)
    assert deaths([killed("civilians", 9), killed("children", 4)]) == Deaths(9, 9, 9, 9)
    assert deaths([killed("unknown", 20), killed("women", 4)]) == Deaths(20, 20, 20, 4)
    assert deaths([]) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90.0, -180.0, 1), (-89.9, -179.4, 2), (-89.4, -180.0, 721), (89.99, 179.99, 259_200)],
)
def test_grid_cells_are_numbered_from_the_south_west(
    latitude: float, longitude: float, cell: int
) -> None:
    assert grid_cell(latitude, longitude) == cell


def test_an_unknown_form_is_named_with_those_there_are(picture: Picture, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no export 'shapefile'.*geojson"):
        export(picture, "shapefile", tmp_path)


def test_a_form_whose_part_is_missing_says_what_to_install(
    picture: Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SetupError, match=r"pip install 'consilience\[parquet\]'"):
        export(picture, "parquet", tmp_path)


def test_the_readme_tells_what_was_asked_for(picture: Picture, tmp_path: Path) -> None:
    asked = Selection(places=frozenset({"aleppo"}), since="2024-11-29", disputed=True)
    export(picture, "csv", tmp_path, selection=asked)
    guide = (tmp_path / "README.md").read_text()
    assert "places: Aleppo; since: 2024-11-29; disputed: yes" in guide


def test_only_what_is_asked_for_is_written(picture: Picture, tmp_path: Path) -> None:
    export(picture, "csv", tmp_path, selection=Selection(since="2024-11-29", disputed=True))
    assert list(pd.read_csv(tmp_path / "events.csv").event) == ["e1", "e3"]


def test_redaction_holds_in_every_form(
    make: Callable[..., Picture], picture: Picture, tmp_path: Path
) -> None:
    victim = Actor(id="person-amina-haddad", name="Amina Haddad", kind="person")
    claims = tuple(
        replace(c, targets=(ActorRef(actor=victim.id, text="four civilians", start=0, end=4),))
        if c.id == "c-f" else c
        for c in picture.claims
    )  # fmt: skip
    reports = tuple(replace(r, title=f"{r.title}: Amina Haddad") for r in picture.reports)
    named = make(claims=claims, reports=reports, actors=(*picture.actors, victim))
    for kind in set(KINDS) - {"xlsx", "parquet", "docx"}:
        older = named if KINDS[kind].older == "must" else None
        export(named, kind, tmp_path / kind, older=older, redacted=True)
        written = b"".join(p.read_bytes() for p in (tmp_path / kind).iterdir())
        assert b"Haddad" not in written, kind
        assert b"haddad" not in written, kind


def test_a_total_over_events_is_not_counted_beside_them(strikes: Picture, tmp_path: Path) -> None:
    (part,) = [e for e in strikes.events if e.id == "e3"]
    whole = replace(part, id="e3-whole", parts=(part.id,))
    told = (*(e for e in strikes.events if e is not part), replace(part, part_of=whole.id), whole)
    for kind, name in (("acled", "acled"), ("ucdp", "ucdp"), ("hdx", "monthly")):
        export(strikes, kind, tmp_path / "before")
        export(replace(strikes, events=told), kind, tmp_path / "after")
        before, after = (pd.read_csv(tmp_path / n / f"{name}.csv") for n in ("before", "after"))
        assert len(before) == len(after) > 0
    export(replace(strikes, events=told), "csv", tmp_path / "tables")
    events = pd.read_csv(tmp_path / "tables" / "events.csv")
    assert list(events.part_of.dropna()) == ["e3-whole"]
