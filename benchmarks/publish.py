"""The site as files, beside a generator of static sites that makes as many pages, in the same run.

    python benchmarks/publish.py PEERS [STORE] [--processes N] [--most PAGES]

PEERS is the folder of programs in which ``pelican`` is looked up (``pip install "pelican[markdown]"`` into an
environment of its own). STORE is a folder that ``quartierkg synth --store`` or ``load`` made; without it the bundled
network is published.

Why Pelican: it is written in Python and fills in the same templates (Jinja) as we do, writes plain files, and keeps no
menu that grows with every page, as the generators of manuals do (MkDocs, Sphinx). It is given the text of our own
pages as Markdown, in a theme with our heading and footer, and nothing else to do: no feeds, no lists, no archives. It
makes at most PAGES of them (20,000), since it holds all in memory. We read the graph and write, beside each two pages
of a thing, its data in four syntaxes and its links; only pages are counted.

Printed: pages, seconds by the clock, pages in a second, bytes of a page, peak of resident memory of all processes.
"""

from __future__ import annotations

import argparse
import html
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import ClassVar

SETTINGS = """
SITENAME = "Quartiers Numériques"
SITEURL = ""
PATH = "content"
PAGE_PATHS = ["pages"]
ARTICLE_PATHS = ["articles"]
STATIC_PATHS = []
DIRECT_TEMPLATES = []
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "fr"
DEFAULT_DATE = "fs"
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
LOAD_CONTENT_CACHE = False
"""


@dataclass(frozen=True)
class Run:
    """What a programme took."""

    name: str
    pages: int
    seconds: float
    size: int
    memory: int

    @property
    def rate(self) -> float:
        return self.pages / self.seconds

    def __str__(self) -> str:
        return (
            f"{self.name:24} {self.pages:>8,} pages {self.seconds:8.1f} s {self.rate:8.1f} pages/s "
            f"{self.size / max(self.pages, 1):8,.0f} bytes a page {self.memory / 2**20:8,.0f} MiB"
        )


class Markdown(HTMLParser):
    """The main part of one of our pages as Markdown."""

    _BEFORE: ClassVar = {
        "h1": "\n# ",
        "h2": "\n## ",
        "h3": "\n### ",
        "dt": "\n\n**",
        "dd": "\n- ",
        "li": "\n- ",
        "p": "\n\n",
    }
    _AFTER: ClassVar = {"h1": "\n", "h2": "\n", "h3": "\n", "dt": "**\n", "a": "", "code": "`"}

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._links: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._inside = True
        elif self._inside and tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self.pieces.append("[")
        elif self._inside:
            self.pieces.append("`" if tag == "code" else self._BEFORE.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._inside = False
        elif self._inside and tag == "a":
            self.pieces.append(f"](<{self._links.pop()}>)")
        elif self._inside:
            self.pieces.append(self._AFTER.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.pieces.append(" ".join(data.split()) or (" " if data else ""))


def main() -> None:
    """Run both, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("peers", type=Path)
    parser.add_argument("store", type=Path, nargs="?")
    parser.add_argument("--processes", default="2")
    parser.add_argument("--most", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="quartierkg-benchmark-") as name:
        folder = Path(name)
        site = folder / "site"
        store = ["--store", str(asked.store)] if asked.store else ["--store", str(folder / "store")]
        command = [sys.executable, "-m", "quartierkg", "publish", str(site), *store]
        ours = measured("quartierkg publish", [*command, "--processes", asked.processes], site, Path.cwd())
        print(ours, flush=True)
        again = measured("  the same again", [*command, "--processes", asked.processes], site, Path.cwd())
        print(again, flush=True)
        prepared(site, folder / "peer", asked.most)
        peer = [str(asked.peers / "pelican"), "content", "-o", "output", "-s", "conf.py", "-q"]
        other = measured("pelican", peer, folder / "peer" / "output", folder / "peer")
        print(other)
        print(f"pages in a second, ours : pelican = {ours.rate / other.rate:.1f} : 1")


def measured(name: str, command: Sequence[str], output: Path, cwd: Path) -> Run:
    """What a programme takes to fill a folder."""
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    peak = [0]
    watch = threading.Thread(target=watched, args=(process, peak))
    watch.start()
    process.wait()
    seconds = time.monotonic() - started
    watch.join()
    if process.returncode:
        raise SystemExit(f"{name} failed")
    sizes = [path.stat().st_size for path in output.rglob("*.html")]
    return Run(name, len(sizes), seconds, sum(sizes), peak[0])


def watched(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    """Take the highest sum of resident memory of a process and all below it."""
    while process.poll() is None:
        peak[0] = max(peak[0], sum(resident(pid) for pid in family(process.pid)))
        time.sleep(0.25)


def family(pid: int) -> Iterator[int]:
    """A process and those below it."""
    yield pid
    try:
        children = (Path(f"/proc/{pid}/task/{pid}/children")).read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def resident(pid: int) -> int:
    """The memory of a process that is its own share: what several hold is divided among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def prepared(site: Path, folder: Path, most: int) -> None:
    """The text of our pages of things as Markdown, and a theme with our heading and footer."""
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "content" / "articles").mkdir()
    pages = sorted((*site.glob("id/**/*.html"), *site.glob("en/id/**/*.html")))
    step = max(1, len(pages) // most)
    for number, page in enumerate(islice(pages, 0, step * most, step)):
        reader = Markdown()
        text = page.read_text(encoding="utf-8")
        reader.feed(text)
        title = html.unescape(text.partition("<title>")[2].partition("</title>")[0]).replace("\n", " ")
        head = f"Title: {title}\nSlug: page-{number}\nLang: fr\n\n"
        (folder / "content" / "pages" / f"{number}.md").write_text(head + "".join(reader.pieces), encoding="utf-8")
    templates = folder / "theme" / "templates"
    templates.mkdir(parents=True)
    (folder / "theme" / "static").mkdir()
    before, _, rest = pages[0].read_text(encoding="utf-8").partition("<main")
    top = before.partition("</title>")[2]
    own = "\n".join(line for line in top.splitlines() if "ld+json" not in line)
    head = "<!doctype html><html lang=fr><head><title>{{ page.title }} – {{ SITENAME }}</title>" + own
    bottom = rest.partition("</main>")[2]
    (templates / "page.html").write_text(f"{head}<main>{{{{ page.content }}}}</main>{bottom}", encoding="utf-8")
    (folder / "conf.py").write_text(SETTINGS, encoding="utf-8")


if __name__ == "__main__":
    main()
