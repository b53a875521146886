"""A running desk is asked all that its document allows, and some that it does not.

schemathesis makes the requests; what counts here is that none is answered by a fault of
the server's, and that answers are what the document says.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.desk.browser import served

from consilience.casefile import Case
from consilience.desk import Access

CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance",
          "response_schema_conformance")  # fmt: skip


def test_no_request_is_answered_by_a_fault(case: Case, tmp_path: Path) -> None:
    pytest.importorskip("schemathesis")
    program = Path(sys.executable).with_name("schemathesis")
    with served(case, Access(edit=True)) as address:
        ended = subprocess.run(
            [str(program), "run", f"{address}/api/openapi.json", "--checks", ",".join(CHECKS),
             "--max-examples", "6", "--seed", "7", "--suppress-health-check", "all",
             "--phases", "examples,coverage,fuzzing", "--no-color"],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]
