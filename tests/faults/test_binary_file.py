from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "an old Office document"),
        (bytes(range(256)) * 8, "not text"),
        (bytes(4096), "not text"),
    ],
)
def test_a_binary_file_is_refused_and_its_kind_named(
    beside_a_good_report: Beside, read: Read, data: bytes, said: str
) -> None:
    acquired = read(beside_a_good_report(scan__txt=data))
    (warning,) = acquired.warnings
    assert warning.code == "binary-file"
    assert said in warning.message
    assert (warning.where or "").endswith("scan.txt")


def test_a_binary_file_of_another_kind_in_a_folder_is_passed_over_and_said(
    beside_a_good_report: Beside, read: Read
) -> None:
    acquired = read(beside_a_good_report(photo__jpg=b"\xff\xd8\xff\xe0"))
    assert [w.code for w in acquired.warnings] == ["unknown-format"]
