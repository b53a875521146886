import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from consilience.errors import NoSuchPathError, PictureError
from consilience.model import Picture
from consilience.publish.picture import from_json, json_schema, read, schema_text, to_json


def test_the_same_picture_is_the_same_bytes(picture: Picture, make: Callable[..., Picture]) -> None:
    assert to_json(picture) == to_json(make())
    assert to_json(picture).endswith(b"}\n")


def test_a_picture_comes_back_as_it_was(picture: Picture) -> None:
    assert from_json(to_json(picture)) == picture


def test_keys_stand_in_the_order_of_the_model(picture: Picture) -> None:
    keys = list(json.loads(to_json(picture)))
    assert keys[:4] == ["schema", "made_with", "reports", "claims"]
    assert keys[-3:] == ["warnings", "since", "wording"]


def test_letters_beyond_ascii_are_written_as_they_are(
    make: Callable[..., Picture], picture: Picture
) -> None:
    named = make(actors=(replace(picture.actors[0], name="حلب"),))
    assert "حلب".encode() in to_json(named)


def test_output_fits_the_published_schema(picture: Picture, empty: Picture) -> None:
    for made in (picture, empty):
        jsonschema.validate(json.loads(to_json(made)), json_schema())


def test_the_published_schema_is_that_of_the_model() -> None:
    published = (files("consilience") / "schema" / "picture-1.json").read_text(encoding="utf-8")
    assert published == schema_text(), (
        "The model has changed: write schema_text() to src/consilience/schema/picture-1.json."
    )


@pytest.mark.parametrize("data", [b"", b"not json", b"[1, 2]", b"\xff\xfe", b"{}"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError):
        from_json(data)


def test_another_schema_version_is_named(picture: Picture) -> None:
    other = to_json(picture).replace(b"consilience/picture/1", b"consilience/picture/9")
    with pytest.raises(PictureError, match="picture/9"):
        from_json(other)


def test_a_picture_of_a_newer_version_says_to_upgrade(picture: Picture) -> None:
    newer = to_json(picture).replace(b"consilience/picture/1", b"consilience/picture/2")
    with pytest.raises(PictureError, match="Upgrade Consilience"):
        from_json(newer)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.99])
def test_a_file_that_was_cut_off_is_said_to_be(picture: Picture, share: float) -> None:
    whole = to_json(picture)
    with pytest.raises(PictureError, match="cut off"):
        from_json(whole[: int(len(whole) * share)])


def test_an_empty_file_is_said_to_be() -> None:
    with pytest.raises(PictureError, match="empty"):
        from_json(b" \n")


def test_what_is_no_json_is_not_said_to_be_cut_off() -> None:
    with pytest.raises(PictureError, match="not valid JSON"):
        from_json(b'{"schema": nonsense, "reports": []}')


@pytest.mark.parametrize(
    ("where", "field", "named"),
    [("events", "claims", "claim"), ("events", "reports", "report"), ("control", "place", "place"),
     ("control", "holder", "actor")],
)  # fmt: skip
def test_what_names_something_that_is_not_there_is_refused(
    picture: Picture, where: str, field: str, named: str
) -> None:
    raw = json.loads(to_json(picture))
    raw[where][0][field] = ["nowhere"] if isinstance(raw[where][0][field], list) else "nowhere"
    with pytest.raises(PictureError, match=f"names the {named} 'nowhere'"):
        from_json(json.dumps(raw).encode())


def test_a_picture_is_read_from_its_file(picture: Picture, tmp_path: Path) -> None:
    path = tmp_path / "picture.json"
    path.write_bytes(to_json(picture))
    assert to_json(read(path)) == path.read_bytes()


def test_errors_of_a_file_name_it(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPathError, match=r"gone\.json"):
        read(tmp_path / "gone.json")
    (tmp_path / "bad.json").write_bytes(b"[]")
    with pytest.raises(PictureError, match=r"bad\.json: Not a picture"):
        read(tmp_path / "bad.json")
    with pytest.raises(PictureError, match="cannot be read"):
        read(tmp_path)


def test_a_missing_field_is_named(picture: Picture) -> None:
    raw = json.loads(to_json(picture))
    del raw["events"][0]["grade"]
    with pytest.raises(PictureError, match=r"events\.0\.grade"):
        from_json(json.dumps(raw).encode())


def test_a_quote_that_its_report_does_not_say_is_refused(picture: Picture) -> None:
    raw = json.loads(to_json(picture))
    raw["claims"][0]["quote"] = "Something else"
    with pytest.raises(PictureError, match="changed by hand"):
        from_json(json.dumps(raw).encode())


def test_a_claim_of_no_report_is_refused(picture: Picture) -> None:
    raw = json.loads(to_json(picture))
    raw["reports"] = raw["reports"][1:]
    with pytest.raises(PictureError, match="not there"):
        from_json(json.dumps(raw).encode())
