"""What could not be read is on screen, also a report that has no page of its own."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from consilience.casefile import Case


def test_a_file_that_could_not_be_read_is_told(
    client: TestClient, case: Case, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "news.txt").write_text("Depot hit\n\nShells struck a depot in Hama on Friday.\n")
    case.add([tmp_path], published="2024-03-08")
    page = client.get("/gaps").text
    assert "empty.txt" in page and "The file is empty" in page
    said = client.get("/gaps?code=empty-file&format=json").json()
    assert said["total"] == len(said["items"]) == said["counts"]["empty-file"] == 1


def test_a_kind_that_is_not_there_is_refused(client: TestClient) -> None:
    answer = client.get("/gaps?code=flood&format=json")
    assert answer.status_code == 400
    assert "no warning" in answer.json()["error"]


def test_a_rejected_claim_is_still_told_on_its_report(client: TestClient, case: Case) -> None:
    claim = case.claims()[0]
    case.judge("reject_claim", claims=[claim.id], who="ana", why="a drill")
    page = client.get(f"/reports/{claim.report}").text
    assert "Rejected by hand" in page and claim.quote in page
