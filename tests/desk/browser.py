"""A browser and a running desk for walks: headless Chromium, driven by Playwright.

In: a case. Out: the address of a desk that serves it from a thread of this process, and
a page of Debian's chromium; where either is missing the test is skipped and says so.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import uvicorn

from consilience.casefile import Case
from consilience.desk import Access, desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def served(case: Case, access: Access) -> Iterator[str]:
    """Serve a case from a thread; give its address."""
    config = uvicorn.Config(desk(case, access), host="127.0.0.1", port=0, log_level="error",
                            lifespan="off")  # fmt: skip
    socket = config.bind_socket()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([socket],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        socket.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser; skip the test where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    driver = pytest.importorskip("playwright.sync_api")
    with driver.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
