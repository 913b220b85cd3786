"""docs/tutorials: the very commands of the pages, run by a shell on one service, and the pages that show them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient

from quartierkg.language import LANGUAGES
from quartierkg.web.help.prose import blocks, inline
from quartierkg.web.help.tutorial import FOLDER, TUTORIALS
from tests.samples import LONG, ROOT, journey

TEXTS: Final = ROOT / "docs" / "tutorials"
# Those that change nothing come first: the files of a revision are there while they are read.
ORDER: Final = ("actor", "researcher", "developer", "candidate", "committee")
_BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LANGUAGE: Final = re.compile(r"(lang[ =])(?:fr|en)")


def parts(name: str, language: str) -> list[tuple[str, str]]:
    """The blocks of a tutorial: what it is written in, and its lines."""
    return _BLOCK.findall((TEXTS / f"{name}.{language}.md").read_text(encoding="utf-8"))


@contextmanager
def served(folder: Path, command: str) -> Iterator[dict[str, str]]:
    """The environment of whoever types, once the service of the first command answers."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    own = os.environ | {"PATH": path, "QUARTIERKG_PORT": "0", "QUARTIERKG_WORKERS": "1", "LC_ALL": "C.UTF-8"}
    start = ["bash", "-c", f"exec {command}"]
    with subprocess.Popen(start, cwd=folder, env=own, stdout=subprocess.PIPE, text=True) as service:
        try:
            assert service.stdout is not None
            address = re.search(r"http://\S+?:[0-9]+", service.stdout.readline())
            assert address is not None
            yield own | {"SERVICE": address[0]}
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait(30)


def missing(said: str, expected: list[str]) -> list[str]:
    """The lines that were not said, in this order; spaces of French typography are spaces."""
    lines = iter(said.translate({0xA0: " ", 0x202F: " "}).splitlines())
    return [line for line in expected if line not in lines]


@journey
@pytest.mark.skipif(
    os.name == "nt" or not all(map(shutil.which, ("bash", "curl", "sha256sum"))), reason="there is no bash or no curl"
)
@pytest.mark.parametrize(
    "language", ["fr", pytest.param("en", marks=pytest.mark.skipif(not LONG, reason="the same commands"))]
)
def test_every_command_does_what_its_tutorial_says(tmp_path: Path, language: str) -> None:
    """None fails, and what the page shows is said in that order: of all five, one after the other, by one service."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    ((_, serve),) = {parts(name, language)[0] for name in ORDER}
    with served(tmp_path, serve.strip()) as own:
        for name in ORDER:
            typed = "".join(lines for kind, lines in parts(name, language)[1:] if kind == "sh")
            script = ["bash", "-c", "set -euo pipefail\n" + typed]
            done = subprocess.run(
                script, cwd=tmp_path, env=own, capture_output=True, encoding="utf-8", timeout=300, check=False
            )
            shown = [line for kind, lines in parts(name, language) if kind == "text" for line in lines.splitlines()]
            assert (name, done.returncode, missing(done.stdout, shown)) == (name, 0, []), done.stdout + done.stderr


@pytest.mark.parametrize("name", ORDER)
def test_both_languages_have_the_same_commands(name: str) -> None:
    """So that those of the other language are run as well; only the language that is asked for differs."""
    french, english = (
        [_LANGUAGE.sub(r"\1", lines) for kind, lines in parts(name, language) if kind == "sh"] for language in LANGUAGES
    )
    assert french == english
    for language in LANGUAGES:
        asked = re.findall(r"lang[ =](fr|en)", "".join(lines for _, lines in parts(name, language)))
        assert set(asked) == {language}
    assert [kind for kind, _ in parts(name, "fr")] == [kind for kind, _ in parts(name, "en")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", TUTORIALS)
def test_the_service_shows_each_tutorial(client: TestClient, address: str, language: str) -> None:
    """With every command as it is typed, and links to pages that are there; the tour leads to it."""
    answer = client.get(FOLDER + address, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.headers["Content-Language"] == language
    shown = parts(TUTORIALS[address], language)
    assert answer.text.count('<pre tabindex="0">') == len(shown)
    assert "127.0.0.1:8000/" not in answer.text
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    for link in set(re.findall(r'href="(/[^"]+)"', main)):
        assert client.get(link, headers={"Accept": "text/html"}).status_code == 200, link
    assert f'href="{FOLDER}{address}"' in client.get("/aide", headers={"Accept": "text/html"}).text


def test_there_is_a_tutorial_for_each_address_and_no_other(client: TestClient) -> None:
    """Five texts in two languages; another address is not found."""
    assert {f"{name}.{language}.md" for name in ORDER for language in LANGUAGES} | {"README.md"} == {
        file.name for file in TEXTS.iterdir()
    }
    assert sorted(ORDER) == sorted(TUTORIALS.values())
    assert client.get(f"{FOLDER}nobody").status_code == 404


def test_what_a_tutorial_says_is_text_but_for_code_and_links() -> None:
    """Markup in it is shown; a link to the service of the reader is one within the service."""
    line = "Say `x < y` at [it](http://127.0.0.1:8000/form) & [home](http://127.0.0.1:8000)."
    text = f"# A <b>\n\n{line}\n\n```sh\na <b>\n```\n"
    found = [(block.kind, str(block.said)) for block in blocks(text, lambda path: f"{path}?lang=en")]
    assert found == [
        ("title", "A &lt;b&gt;"),
        (
            "paragraph",
            'Say <code>x &lt; y</code> at <a href="/form?lang=en">it</a> &amp; <a href="/?lang=en">home</a>.',
        ),
        ("command", "a &lt;b&gt;"),
    ]
    assert str(inline('["](/"x")', str)) == '<a href="/&#34;x&#34;">&#34;</a>'
