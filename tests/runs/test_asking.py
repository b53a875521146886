"""Whoever asks for coding, and lets others do it, loads neither parser nor knowledge."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.runs.test_runs import write_reports

from consilience.runs.shards import read_manifest

HEAVY = ("spacy", "numpy", "pyarrow", "yaml", "sqlalchemy", "consilience.knowledge",
         "consilience.coding.claims", "consilience.reconcile", "consilience.casefile")  # fmt: skip
ASKING = f"""
import sys
from consilience.cli import main
try:
    main()
finally:
    print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_coding_into_a_folder_loads_nothing_that_codes(tmp_path: Path) -> None:
    news = write_reports(tmp_path / "news", 5)
    asked = [sys.executable, "-c", ASKING, "code", str(news), "-o", str(tmp_path / "coded"),
             "--workers", "2", "--quiet"]  # fmt: skip
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert read_manifest(tmp_path / "coded").rows["claims"] >= 5
