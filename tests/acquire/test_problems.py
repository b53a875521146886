from __future__ import annotations

from dataclasses import replace

from consilience.acquire.problems import CODES, condense, problem


def test_codes_are_kebab_case_and_say_what_they_mean() -> None:
    for name, code in CODES.items():
        assert name == name.lower().replace("_", "-").replace(" ", "-")
        assert code.meaning and code.hint.endswith(".")


def test_many_alike_become_a_few_and_a_count() -> None:
    rows = [problem("bad-row", "It does not fit.", where=f"d/r.csv:{n}") for n in range(100)]
    other = problem("bad-row", "It does not fit.", where="d/other.csv:3")
    said = list(condense([*rows, other], limit=5))
    assert said[:4] == rows[:4]
    assert (said[4].message, said[4].where) == ("96 more like this: It does not fit.", "d/r.csv")
    assert said[5:] == [other]


def test_files_of_one_folder_are_counted_together() -> None:
    files = [problem("unknown-format", "Not read.", where=f"d/{n}.jpg") for n in range(9)]
    assert [w.where for w in condense(files, limit=2)] == ["d/0.jpg", "d"]


def test_what_is_said_of_a_report_is_never_left_out() -> None:
    one = problem("no-date", "No date.", where="d/a.txt", report="r-1")
    many = [replace(one, report=f"r-{n}") for n in range(9)]
    assert list(condense(many, limit=2)) == many
