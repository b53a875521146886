"""The wheel, built and installed into an empty environment, does the main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "aleppo-2024" / "levant-wire-29-november.txt"


def run(*command: str | Path) -> str:
    """Run a command away from the source tree, with no variable that could lead back to it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps")
    run(*pip, "--no-build-isolation", "--wheel-dir", target, ROOT)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel, and sees the dependencies that are installed here.

    The path file adds the dependencies' folder but runs no path file in it, so the
    source tree, which is installed in place there, stays out of sight.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    run(*pip, "--no-index", "--no-deps", wheel)
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "dependencies.pth").write_text("\n".join(sorted(folders)) + "\n", encoding="utf-8")
    return home / "bin"


def test_wheel_holds_its_data_files(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = [p for p in (ROOT / "src").rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert {p.relative_to(ROOT / "src").as_posix() for p in data} <= names


def test_wheel_is_what_the_environment_imports(installed: Path) -> None:
    where = run(installed / "python", "-c", "import consilience; print(consilience.__file__)")
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_wheel_writes_a_picture_of_an_example(installed: Path, tmp_path: Path) -> None:
    out = tmp_path / "picture.json"
    run(installed / "consilience", "brief", EXAMPLE, "--format", "json", "--output", out)
    picture = json.loads(out.read_text(encoding="utf-8"))
    report = picture["reports"][0]
    assert report["published"].startswith("2024-11-29")
    assert {"killed"} <= {f["kind"] for c in picture["claims"] for f in c["figures"]}
    for claim in picture["claims"]:
        assert report["text"][claim["start"] : claim["end"]] == claim["quote"]


def test_wheel_writes_a_brief_that_needs_no_network(installed: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    run(installed / "consilience", "brief", EXAMPLE, "--format", "html", "--output", out)
    page = out.read_text(encoding="utf-8")
    assert "Aleppo" in page and "Observatory" in page
    assert "<script src=" not in page and '<link rel="stylesheet"' not in page
