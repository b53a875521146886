from __future__ import annotations

import json

from consilience.acquire.drafts import Blob, Draft, Found
from consilience.acquire.records import drafts_from_json, drafts_from_table
from consilience.model import PictureWarning

TEXT = "Nine people died when shells hit a market."
ROW = {"id": "a1", "title": "Market hit", "text": TEXT, "publisher": "Hama Herald",
       "url": "https://example.org/a", "published": "2024-11-30", "language": "en"}  # fmt: skip


def read_json(text: str, name: str = "r.jsonl") -> list[Draft | PictureWarning]:
    return list(drafts_from_json(Blob(name, name, b""), text))


def read_table(text: str, name: str = "r.csv") -> list[Draft | PictureWarning]:
    return list(drafts_from_table(Blob(name, name, b""), text))


def only(found: list[Draft | PictureWarning] | Found) -> Draft:
    (draft,) = found
    assert isinstance(draft, Draft)
    return draft


def codes(found: list[Draft | PictureWarning]) -> list[tuple[str, str | None]]:
    return [("read" if isinstance(x, Draft) else x.code, x.where) for x in found]


def test_the_columns_of_the_contract() -> None:
    draft = only(read_json(json.dumps(ROW)))
    assert draft == Draft(
        where="r.jsonl:1",
        given_id="a1",
        title="Market hit",
        text=TEXT,
        publisher="Hama Herald",
        url="https://example.org/a",
        published="2024-11-30",
        language="en",
    )


def test_what_other_programs_call_them() -> None:
    row = {"articleId": 7, "Headline": "Market hit", "body": ["Nine people", "died."],
           "source": {"id": None, "name": "Hama Herald"}, "date_publish": "2024-11-30"}  # fmt: skip
    draft = only(read_json(json.dumps(row)))
    assert (draft.given_id, draft.title, draft.publisher) == ("7", "Market hit", "Hama Herald")
    assert (draft.text, draft.published) == ("Nine people\ndied.", "2024-11-30")


def test_the_better_of_two_names_wins_and_empty_ones_do_not_count() -> None:
    draft = only(read_json(json.dumps({"content": "a summary", "text": TEXT, "body": ""})))
    assert draft.text == TEXT
    assert only(read_json(json.dumps({"content": TEXT, "text": ""}))).text == TEXT


def test_a_list_one_object_and_a_list_inside_an_object() -> None:
    assert codes(read_json(json.dumps([ROW, ROW]), "r.json")) == [
        ("read", "r.json: item 1"),
        ("read", "r.json: item 2"),
    ]
    assert only(read_json(json.dumps(ROW, indent=2), "r.json")).given_id == "a1"
    wrapped = {"status": "ok", "articles": [ROW]}
    assert only(read_json(json.dumps(wrapped), "r.json")).given_id == "a1"


def test_json_lines_in_a_file_called_json() -> None:
    assert len(read_json(f"{json.dumps(ROW)}\n{json.dumps(ROW)}", "r.json")) == 2


def test_a_record_without_an_id_is_named_by_its_line() -> None:
    found = read_json(f'{json.dumps(ROW)}\n{{"text": "{TEXT}"}}')
    assert [x.given_id for x in found if isinstance(x, Draft)] == ["a1", "r-2"]


def test_a_record_without_a_title_may_have_it_in_its_first_line() -> None:
    row = {"text": f"Shells hit market in Maarat\n{TEXT}"}
    assert only(read_json(json.dumps(row))).title == "Shells hit market in Maarat"


def test_markup_and_entities_in_a_text_are_read_as_words() -> None:
    row = {"text": "<p>Nine people &amp; a child died.</p><p>Shells hit.</p>"}
    assert only(read_json(json.dumps(row))).text == "Nine people & a child died.\n\nShells hit."
    assert only(read_json('{"text": "the town&#8217;s mayor"}')).text == "the town’s mayor"


def test_a_broken_list_gives_what_stands_before_the_break() -> None:
    text = f"[{json.dumps(ROW)},\n{json.dumps(ROW)},\n{{'id': 3}},\n{json.dumps(ROW)}]"
    assert codes(read_json(text, "r.json")) == [
        ("read", "r.json: item 1"),
        ("read", "r.json: item 2"),
        ("bad-json", "r.json:3"),
    ]


def test_csv_with_quotes_and_line_breaks_in_a_cell() -> None:
    draft = only(read_table('id,text\n1,"He said ""nine"", then\nfled."'))
    assert draft.text == 'He said "nine", then\nfled.'


def test_semicolons_and_tabs_are_seen_from_the_header() -> None:
    assert only(read_table(f"id;date;body\n1;2024-11-30;{TEXT}")).published == "2024-11-30"
    assert only(read_table(f"sep=;\nid;text\n1;{TEXT}")).where == "r.csv:3"
    assert only(read_table(f"id\ttext\n1\t{TEXT}", "r.tsv")).text == TEXT


def test_a_row_that_does_not_fit_costs_one_warning() -> None:
    found = read_table(f"id,text,date\n1,{TEXT},2024-11-30\n2,one,two,three\n3,{TEXT},\n")
    assert codes(found) == [("read", "r.csv:2"), ("bad-row", "r.csv:3"), ("read", "r.csv:4")]


def test_a_quote_left_open_does_not_swallow_the_rows_under_it() -> None:
    found = read_table(f'id,date,text\n1,,{TEXT}\n2,,"left open\n3,,"{TEXT}"\n4,,{TEXT}')
    assert codes(found) == [
        ("read", "r.csv:2"),
        ("bad-row", "r.csv:3"),
        ("read", "r.csv:4"),
        ("read", "r.csv:5"),
    ]


def test_a_table_without_a_column_of_texts_says_what_it_has() -> None:
    (warning,) = read_table("event,deaths\nshelling,9")
    assert isinstance(warning, PictureWarning)
    assert warning.code == "missing-field"
    assert "'deaths'" in warning.message
