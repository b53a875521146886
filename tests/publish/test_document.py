"""The brief as a Word document, as python-docx and a plain XML reader open it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree  # type: ignore[import-untyped]

from consilience.model import Actor, ActorRef, Picture
from consilience.publish.brief import brief
from consilience.publish.document import to_docx
from consilience.publish.exports import export


def words(data: bytes) -> str:
    """Return all words of a document, those of its tables too."""
    opened = docx.Document(io.BytesIO(data))
    cells = [c.text for t in opened.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in opened.paragraphs), *cells])


def test_it_says_what_the_brief_says(picture: Picture) -> None:
    said, told = brief(picture), words(to_docx(picture))
    assert said.title in told
    for event in (*said.agreed, *said.single, *said.unsourced, *said.shared, *said.statements):
        assert event.summary in told
    for dispute in said.disputed:
        assert dispute.question in told
        assert all(position.value in told for position in dispute.positions)
    assert all(gap.message in told for gap in said.warnings)


def test_its_tables_have_a_row_for_each_count_holder_and_report(picture: Picture) -> None:
    said = brief(picture)
    tolls, control, reports = docx.Document(io.BytesIO(to_docx(picture))).tables
    assert len(tolls.rows) == 1 + sum(len(t.rows) for t in (*said.overview, *said.tolls))
    assert len(control.rows) == 1 + len(said.control)
    assert [row.cells[5].text for row in reports.rows][1:] == [r.sha256 for r in picture.reports]


def test_its_headings_can_be_walked(picture: Picture) -> None:
    opened = docx.Document(io.BytesIO(to_docx(picture)))
    heads = [p.text for p in opened.paragraphs if p.style is not None
             and p.style.name == "Heading 1"]  # fmt: skip
    assert heads[:3] == ["What is agreed", "What is disputed", "Tolls, by who counts them"]
    assert heads[-1] == "The reports"


def test_the_same_picture_gives_the_same_bytes(picture: Picture) -> None:
    assert to_docx(picture) == to_docx(picture)


def test_words_of_reports_stay_words(picture: Picture) -> None:
    hostile = '<w:p/>&amp;\x00\x0b{HYPERLINK "http://evil.example"} \u202egnp.exe'
    named = replace(picture, stories=(), reports=tuple(
        replace(r, title=hostile, publisher=hostile) for r in picture.reports))  # fmt: skip
    data = to_docx(named)
    assert '<w:p/>&amp; {HYPERLINK "http://evil.example"} gnp.exe' in words(data)
    with ZipFile(io.BytesIO(data)) as opened:
        body = etree.fromstring(opened.read("word/document.xml"))
        links = opened.read("word/_rels/document.xml.rels")
    assert not [e for e in body.iter() if etree.QName(e).localname in ("hyperlink", "instrText",
                                                                       "fldSimple")]  # fmt: skip
    assert b"evil.example" not in links


def test_a_picture_of_nothing_is_a_document_too(empty: Picture) -> None:
    assert "No report could be read." in words(to_docx(empty))


@pytest.mark.parametrize(
    ("kind", "name"), [("docx", "brief.docx"), ("html", "brief.html"), ("markdown", "brief.md")]
)
def test_briefs_are_exported_beside_their_readme(
    picture: Picture, tmp_path: Path, kind: str, name: str
) -> None:
    files = export(picture, kind, tmp_path, older=picture, redacted=True)
    assert {f.name for f in files} == {name, "README.md"}
    data = (tmp_path / name).read_bytes()
    told = words(data) if kind == "docx" else data.decode()
    assert "Nothing has changed." in told.replace("&nbsp;", " ")
    assert "Redacted" in (tmp_path / "README.md").read_text()


def test_private_persons_are_blacked_out(picture: Picture, tmp_path: Path) -> None:
    victim = Actor(id="person-amina-haddad", name="Amina Haddad", kind="person")
    hit = ActorRef(actor=victim.id, text="four civilians", start=0, end=4)
    claims = tuple(replace(c, targets=(hit,)) if c.figures else c for c in picture.claims)
    reports = tuple(replace(r, title=f"{r.title}: Amina Haddad") for r in picture.reports)
    named = replace(picture, claims=claims, reports=reports, actors=(*picture.actors, victim))
    assert "Haddad" in words(to_docx(named))
    export(named, "docx", tmp_path, redacted=True)
    assert "Haddad" not in words((tmp_path / "brief.docx").read_bytes())
