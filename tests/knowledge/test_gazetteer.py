"""Names lead to places, however they are spelt, from one index that is built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from consilience.errors import SetupError
from consilience.knowledge import gazetteer as rooms
from consilience.knowledge.files import read_sections
from consilience.knowledge.gazetteer import Gazetteer, adjectives, data_version
from consilience.knowledge.gazetteer_index import PLACES, SECTIONS


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def ids(gazetteer: Gazetteer, name: str) -> set[str]:
    return {c.place.id for c in gazetteer.candidates(name)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saraqib", "Saraqeb"),
        ("Deir Ezzor", "Deir al-Zour"),
        ("Hasakeh", "al-Hasakah"),
        ("Khan Sheikhoun", "Khan Shaykhun"),
        ("Sweida", "As-Suwayda"),
    ],
)
def test_spellings_of_one_town_meet(gazetteer: Gazetteer, one: str, other: str) -> None:
    shared = ids(gazetteer, one) & ids(gazetteer, other)
    assert any(identifier.startswith("gn:") for identifier in shared)


@pytest.mark.parametrize(("one", "other"), [("Taduf", "Tadef"), ("Daret Izza", "Darat Izza")])
def test_spellings_that_differ_in_a_vowel_meet_at_home(
    gazetteer: Gazetteer, one: str, other: str
) -> None:
    (loose,) = gazetteer.loosely(one, {"SY"})
    assert loose.place.id in ids(gazetteer, other)


def test_loose_match_is_not_made_for_short_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.loosely("Has", {"SY"}) == []


def test_city_and_its_province_are_two_places(gazetteer: Gazetteer) -> None:
    assert {"admin1:SY.09", "gn:170063"} <= ids(gazetteer, "Aleppo")


def test_country_has_no_point_to_show_but_one_to_reckon_with(gazetteer: Gazetteer) -> None:
    syria = next(c for c in gazetteer.candidates("Syria") if c.place.feature == "country")
    assert (syria.place.lat, syria.place.lon, syria.place.precision) == (None, None, "country")
    assert 33 < syria.lat < 37


def test_best_known_comes_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Paris")[0].place.country == "FR"


def test_other_names_from_our_own_file(gazetteer: Gazetteer) -> None:
    assert "country:US" in ids(gazetteer, "U.S.")
    assert "country:GB" in ids(gazetteer, "Britain")


def test_seas_and_regions_are_areas(gazetteer: Gazetteer) -> None:
    sea = gazetteer.by_id("sea:red-sea")
    assert sea is not None
    assert "sea:red-sea" in ids(gazetteer, "Red Sea")
    assert (sea.place.feature, sea.place.precision) == ("sea", "area")


def test_short_forms_are_kept_apart(gazetteer: Gazetteer) -> None:
    assert [c.place.id for c in gazetteer.abbreviated("Tex.")] == ["admin1:US.TX"]
    assert "admin1:US.TX" not in ids(gazetteer, "Tex.")


def test_towns_carry_their_geonames_id_and_division(gazetteer: Gazetteer) -> None:
    found = gazetteer.by_id("gn:164816")
    assert found is not None
    assert found.place.ids == {"geonames": "164816"}
    assert found.place.within == "admin1:SY.12"


def test_unknown_id_gives_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_id("gn:0") is None


def test_unknown_name_gives_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Qwxzyville Heights") == []
    assert gazetteer.candidates("") == []


def test_index_is_built_once_for_a_version(gazetteer: Gazetteer) -> None:
    assert gazetteer.version == data_version()
    assert Gazetteer.open().version == gazetteer.version


def test_index_that_cannot_be_written_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(SetupError, match="XDG_CACHE_HOME"):
        Gazetteer.open(blocked / "below")


def test_failed_build_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise SetupError("no table")

    monkeypatch.setattr(rooms, "build", fail)
    with pytest.raises(SetupError):
        Gazetteer.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_adjectives_lead_to_countries() -> None:
    assert adjectives()["syrian"] == "SY"
    assert adjectives()["russians"] == "RU"


def test_own_places_are_well_formed(gazetteer: Gazetteer) -> None:
    own = read_sections([PLACES], SECTIONS)
    for place in own["places"]:
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
    for entry in (*own["names"], *own["abbreviations"], *own["middles"]):
        assert gazetteer.by_id(entry.id) is not None, entry.id
    within = {place.within for place in own["places"] if place.within}
    assert [i for i in sorted(within) if gazetteer.by_id(i) is None] == []
