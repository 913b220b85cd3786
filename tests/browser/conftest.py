"""A running service and a browser that looks at it.

Chromium is the one of the machine; without it, or without the bundled scripts, these tests are skipped. With
``QUARTIERKG_BROWSER=1`` they are not. Pictures of what was looked at are left in ``tests/browser/pictures``,
or in the folder that ``QUARTIERKG_PICTURES`` names, for a CI that keeps them.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, FilePayload, Page, Request, expect, sync_playwright

from quartierkg.web.assets import script
from tests.browser.drawn import SEEDS, Drawn, surroundings
from tests.samples import ROOT

PICTURES = Path(os.environ.get("QUARTIERKG_PICTURES") or Path(__file__).parent / "pictures")
SERVE = """
import sys
from quartierkg import settings
from quartierkg.web.server import serve
serve(settings.read({"port": 0, "data": sys.argv[1]}, {}), lambda address: print(address, flush=True))
"""
# Chromium tells of every answer that is an error, whatever the page makes of it.
_REFUSED = "Failed to load resource: the server responded with a status of "

CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""What a dark theme may break that a light one does not."""
_AXE = Axe()
# Milliseconds that something may take on a machine that does much else.
_PATIENCE = 30_000
expect.set_options(timeout=_PATIENCE)

Visit = Callable[..., Page]


def chromium() -> str | None:
    """The browser of the machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser, started once for the tests of a file: as long as it runs, its driver holds the event loop."""
    found, bundled = chromium(), script("editor.js") is not None
    if os.environ.get("QUARTIERKG_BROWSER") != "1" and not (found and bundled):
        pytest.skip("Chromium, or the bundle of frontend/, is missing, so that pages are not looked at")
    assert found is not None, "QUARTIERKG_BROWSER=1, and there is no Chromium"
    assert bundled, "QUARTIERKG_BROWSER=1, and the scripts are not bundled: python3 frontend/bundle.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service in a process of its own, on the release's data.

    The committee has said what it thinks of the dossiers that are drawn: without it none meets all eight criteria.
    """
    data = tmp_path_factory.mktemp("host") / "data"
    shutil.copytree(ROOT / "data", data)
    (data / "contexts" / "network.ttl").write_text(surroundings(), encoding="utf-8")
    with subprocess.Popen([sys.executable, "-c", SERVE, str(data)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)
        process.wait(timeout=20)


@pytest.fixture(params=SEEDS)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    """A dossier that the tests make: whoever asks for it begins with no example of the release."""
    return Drawn(request.param)


@pytest.fixture
def visit(browser: Browser, host: str) -> Iterator[Visit]:
    """Opens an address in a browser that knows nothing yet.

    At the end nothing was complained of in any console, no other host was asked for anything, and no cookie was set.
    """
    contexts, complaints, strangers = [], [], []

    def noted(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_REFUSED):
            complaints.append(message.text)

    def requested(request: Request) -> None:
        if not request.url.startswith((host, "data:", "blob:")):
            strangers.append(request.url)

    def opened(address: str, language: str = "fr", theme: str = "light", **options: Any) -> Page:
        given = {"viewport": {"width": 1280, "height": 900}, "locale": language, "color_scheme": theme, **options}
        context = browser.new_context(**given)
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        page = context.new_page()
        page.on("console", noted)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", requested)
        page.goto(host + address)
        return page

    yield opened
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert (complaints, strangers, cookies) == ([], [], [])


def given(name: str, content: str | bytes) -> FilePayload:
    """A file as somebody chooses it."""
    data = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def violations(page: Page, options: Mapping[str, Any] | None = None) -> list[str]:
    """What axe finds wrong with a page, each rule with the first element that breaks it.

    What passed is not told: it is most of what axe says.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    said = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **(options or {})})
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in said["violations"]]


def picture(page: Page, name: str) -> None:
    """Leave a picture of what a page shows."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    # The cursor is hidden by an inline style otherwise, which the policy of our pages refuses.
    page.screenshot(path=PICTURES / f"{name}.png", caret="initial")
