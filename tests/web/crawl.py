"""A crawler of a running service: it follows the links of pages and notes what each answers."""

from __future__ import annotations

import hashlib
import http.client
import re
import ssl
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

SEED = "quartierkg"


class Links(HTMLParser):
    """The links of a page, and those of its main part."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = []
        self.main: list[str] = []
        self.anchors: set[str] = set()
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of what leads on, and of what can be led to."""
        given = dict(attrs)
        self._inside = self._inside or tag == "main"
        self.anchors |= {str(given["id"])} if given.get("id") else set()
        for name in ("href", "src"):
            link = given.get(name)
            if link:
                self.all.append(link)
                if self._inside and tag == "a" and not link.startswith("#"):
                    self.main.append(link)

    def handle_endtag(self, tag: str) -> None:
        """The main part ends."""
        self._inside = self._inside and tag != "main"


@dataclass(frozen=True)
class Answer:
    """What an address answered."""

    address: str
    status: int
    type: str
    body: bytes
    location: str | None
    linked_from: str


@dataclass
class Crawl:
    """Everything that is reached by links, or a share of it that always is the same."""

    host: str
    """The address of the service, without a closing slash; addresses within it begin with one."""
    share: int = 1
    """One in so many of the things, questions and files; other pages are all visited."""
    alike: int = 5
    """So many of the addresses that differ in the values of their parameters alone: there is no end of them."""
    trusted: ssl.SSLContext | None = None
    """Whom to take for the host, where that is asked by https."""
    statuses: Counter[int] = field(default_factory=Counter)
    astray: set[tuple[str, str]] = field(default_factory=set)
    """Links that stay on the machine and leave what stands before the service there, each with the page that has it."""

    def __post_init__(self) -> None:
        parts = urlsplit(self.host)
        self._machine, self._before = f"{parts.scheme}://{parts.netloc}", parts.path
        self._connection = (
            http.client.HTTPSConnection(parts.netloc, timeout=60, context=self.trusted)
            if parts.scheme == "https"
            else http.client.HTTPConnection(parts.netloc, timeout=60)
        )
        self._met: Counter[tuple[str, ...]] = Counter()

    def close(self) -> None:
        """Leave the service."""
        self._connection.close()

    def get(self, address: str, accept: str = "text/html, */*;q=0.1", linked_from: str = "") -> Answer:
        """One answer; a redirection is not followed."""
        self._connection.request("GET", self._before + address, headers={"Accept": accept, "Accept-Language": "en"})
        answer = self._connection.getresponse()
        body = answer.read()
        type_ = (answer.headers["Content-Type"] or "").partition(";")[0]
        self.statuses[answer.status] += 1
        return Answer(address, answer.status, type_, body, answer.headers["Location"], linked_from)

    def run(self, start: str = "/") -> Iterator[tuple[Answer, Links]]:
        """The answers, each with the links of its page."""
        known, waiting = {start}, deque([(start, "")])
        while waiting:
            address, linked_from = waiting.popleft()
            answer, links = self.get(address, linked_from=linked_from), Links()
            if answer.location is not None:
                links.all.append(answer.location)
            elif answer.type == "text/html":
                links.feed(answer.body.decode())
            yield answer, links
            for link in links.all:
                followed = self._internal(address, link)
                if followed is not None and followed not in known and self._is_taken(followed):
                    known.add(followed)
                    waiting.append((followed, address))

    def _internal(self, address: str, link: str) -> str | None:
        """A link as an address of the service; None where it leads elsewhere."""
        whole = urldefrag(urljoin(self.host + address, link))[0]
        if whole.startswith(f"{self._machine}/") and not f"{whole}/".startswith(f"{self.host}/"):
            self.astray.add((link, address))
        return whole.removeprefix(self.host) or "/" if whole.startswith(self.host) else None

    def _is_taken(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.query:
            names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
            asked = (_family(parts.path), *(names if self.share == 1 else names[:1]))
            self._met[asked] += 1
            return self._met[asked] <= self.alike
        return is_taken(parts.path, self.share)


def is_taken(path: str, share: int) -> bool:
    """Whether a path is in the share of those that are followed: a thing with all of its documents, or not at all."""
    if not path.startswith(("/id/", "/queries/", "/dumps/")):
        return True
    stem = re.sub(r"\.(html|ttl|nt|jsonld|rdf|linkset)$", "", path)
    return int(hashlib.sha256((SEED + stem).encode()).hexdigest(), 16) % share == 0


def _family(path: str) -> str:
    """What answers alike: all things, all questions, all documents in one format."""
    first, _, rest = path.removeprefix("/").partition("/")
    return f"{first}/{rest.rpartition('.')[2] if '.' in rest else '*'}" if first in {"id", "queries", "graph"} else path
