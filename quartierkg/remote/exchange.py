"""One exchange with the other server over HTTP: what it sends back, or the fault that says why not."""

from __future__ import annotations

import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from threading import Lock
from typing import IO, TYPE_CHECKING, Final
from urllib.error import URLError

from quartierkg.endpoint import Endpoint
from quartierkg.errors import NotInstalled, QueryFault, RemoteFault
from quartierkg.language import Text
from quartierkg.media import MediaType
from quartierkg.terms import GRAPH

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

_REFUSED: Final = frozenset((400, 413, 414, 422))
"""What a server answers to a query that it does not take."""
_PARTIAL: Final = 206
_ABSENT: Final = 404
_PIECE: Final = 1024 * 1024
_PATIENCE: Final = 600
"""Seconds without a sign of the server; a query's own deadline comes before."""
_QUOTED: Final = 200
"""So many characters of what the other server says are passed on."""
_ALONE: Final = Lock()


class _SamePlace(urllib.request.HTTPRedirectHandler):
    """Follows no redirect to another server: the operator named this one."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None and (following.type, following.host) != (req.type, req.host):
            raise RemoteFault(_ELSEWHERE)
        return following


class _Faults(urllib.request.HTTPDefaultErrorHandler):
    """Makes an error that the server sends one of ours, as long as what it says can be read."""

    def __init__(self, *, written: bool) -> None:
        self._written = written

    def http_error_default(  # type: ignore[override]
        self,
        req: urllib.request.Request,
        fp: HTTPResponse,
        code: int,
        msg: str,
        hdrs: HTTPMessage,  # noqa: ARG002
    ) -> HTTPResponse:
        if code == _ABSENT and req.get_method() == "DELETE":
            return fp
        said = _first_line(fp) or msg
        if code in _REFUSED and not self._written:
            raise QueryFault(_REFUSAL.filled(said))
        raise RemoteFault(_ANSWERS.filled(code, said))


def _opener(endpoint: Endpoint, *, written: bool = False) -> urllib.request.OpenerDirector:
    """What opens the addresses of a server: through no proxy, with its name and password where it asks for them."""
    handlers = [urllib.request.ProxyHandler({}), _SamePlace(), _Faults(written=written)]
    if endpoint.login is not None:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        for address in endpoint.addresses:
            passwords.add_password(None, address, *endpoint.login)
        handlers += [urllib.request.HTTPBasicAuthHandler(passwords), urllib.request.HTTPDigestAuthHandler(passwords)]
    return urllib.request.build_opener(*handlers)


NOWHERE: Final = f"{GRAPH}none"
"""A graph that is never there: a request that names no graph would see all of them."""


@dataclass(frozen=True, slots=True)
class Request:
    """A query as it is sent."""

    text: str
    default: tuple[str, ...]
    """The graphs of the default graph."""
    named: tuple[str, ...]
    media: MediaType


def send(endpoint: Endpoint, request: Request) -> HTTPResponse:
    """What the server sends back (SPARQL 1.1 Protocol, 2.1.2), to be read and closed.

    :raises NotInstalled: when the extra ``remote`` is not there.
    :raises QueryFault: when the server does not take the query.
    :raises RemoteFault: when there is no whole answer.
    """
    wrapper = _wrapper(endpoint)
    # What the query is, is known here; it is not looked for in the text again.
    wrapper.queryString = request.text
    for name, graphs in (("default-graph-uri", request.default), ("named-graph-uri", request.named)):
        for graph in graphs:
            wrapper.addParameter(name, graph)
    wrapper.addCustomHttpHeader("Accept", request.media.essence)
    return _sent(endpoint, wrapper)


def update(endpoint: Endpoint, address: str, text: str) -> None:
    """Send an update (SPARQL 1.1 Protocol, 2.2.2).

    :raises NotInstalled: when the extra ``remote`` is not there.
    :raises RemoteFault: when the server does not take it.
    """
    wrapper = _wrapper(endpoint, address)
    wrapper.queryString = text
    wrapper.queryType = "INSERT"
    _sent(endpoint, wrapper, written=True).close()


def put(endpoint: Endpoint, address: str, body: Body | None, media: MediaType) -> None:
    """Write one graph in place of what it held, or remove it (Graph Store HTTP Protocol, 5.3 and 5.4).

    :param body: what it holds from now on; None removes it.
    :raises RemoteFault: when the server does not take it.
    """
    headers = {} if body is None else {"Content-Type": media.essence, "Content-Length": str(body.size)}
    method = "DELETE" if body is None else "PUT"
    request = urllib.request.Request(address, body, headers, method=method)
    with _our_faults():
        if endpoint.login is not None:
            _log_in(request, endpoint.login)
        _opener(endpoint, written=True).open(request, timeout=_PATIENCE).close()


def _log_in(request: urllib.request.Request, login: tuple[str, str]) -> None:
    """Show name and password with the first word: a server that has to ask for them closes the door on a long body."""
    knock = urllib.request.Request(request.full_url, method="HEAD")
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.HTTPHandler(), urllib.request.HTTPSHandler()):
        opener.add_handler(handler)
    with opener.open(knock, timeout=_PATIENCE) as response:
        challenges = [said.partition(" ") for said in response.headers.get_all("WWW-Authenticate", ())]
    known = (said for said in challenges if said[0].lower() in {"digest", "basic"})
    scheme, _, challenge = next(known, ("", "", ""))
    if scheme.lower() == "digest":
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, request.full_url, *login)
        asked = urllib.request.parse_keqv_list(urllib.request.parse_http_list(challenge))
        digest = urllib.request.HTTPDigestAuthHandler(passwords)
        authorization = digest.get_authorization(request, asked)
        if authorization is None:
            return
        shown = f"Digest {authorization}"
    elif scheme.lower() == "basic":
        shown = "Basic " + b64encode(":".join(login).encode()).decode()
    else:
        return
    request.add_unredirected_header("Authorization", shown)


@dataclass(frozen=True, slots=True)
class Body:
    """A file that can be sent again: a server may turn out to want another password."""

    path: Path

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.path.stat().st_size

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def read(response: HTTPResponse) -> bytes:
    """All that a server sends.

    :raises RemoteFault: when it stops in the midst of it.
    """
    with _our_faults():
        return response.read()


def cap(response: HTTPResponse) -> int | None:
    """After how many rows the server cut the answer off, if there are so many; None where it does not say so.

    ``X-SPARQL-MaxRows`` is a header of Virtuoso, which comes with status 200.
    """
    said = response.headers.get("X-SPARQL-MaxRows", "")
    return int(said) if said.isdigit() else None


def _wrapper(endpoint: Endpoint, address: str | None = None) -> SPARQLWrapper:
    try:
        from SPARQLWrapper import SPARQLWrapper
    except ImportError as error:
        raise NotInstalled(
            Text(
                "Un entrepôt distant demande un complément qui n’est pas installé.",
                "A remote store needs an extra that is not installed.",
            ),
            remedy=Text(
                "Installez-le : pip install 'quartierkg[remote]'.", "Install it: pip install 'quartierkg[remote]'."
            ),
        ) from error
    wrapper = SPARQLWrapper(address or endpoint.query, updateEndpoint=address, agent="quartierkg")
    wrapper.setOnlyConneg(True)
    wrapper.setMethod("POST")
    wrapper.setTimeout(_PATIENCE)
    return wrapper


def _sent(endpoint: Endpoint, wrapper: SPARQLWrapper, *, written: bool = False) -> HTTPResponse:
    with _our_faults(), _ALONE:
        # The library opens addresses through the one opener that a process has.
        urllib.request.install_opener(_opener(endpoint, written=written))
        response: HTTPResponse = wrapper.query().response
    if response.status == _PARTIAL:
        response.close()
        raise RemoteFault(_BROKEN_OFF)
    return response


@contextmanager
def _our_faults() -> Iterator[None]:
    """Makes whatever goes wrong on the way a fault of the other server."""
    try:
        yield
    except (HTTPException, OSError, ValueError) as error:  # ValueError: a way to log in that the library does not know
        reason = error.reason if isinstance(error, URLError) else error
        raise RemoteFault(_SILENT.filled(str(reason))) from error


def _first_line(response: HTTPResponse) -> str:
    """The first line of what a server says, short and printable."""
    try:
        said = response.read(4096).decode("utf-8", "replace")
    except (OSError, HTTPException, ValueError):
        said = ""
    line = next((line.strip() for line in said.splitlines() if line.strip()), "")
    return "".join(character for character in line if character.isprintable())[:_QUOTED]


_ELSEWHERE: Final = Text(
    "L’entrepôt distant renvoie vers un autre serveur.", "The remote store redirects to another server."
)
_REFUSAL: Final = Text(
    "Le moteur de l’entrepôt distant refuse la requête : « {} ».", "The engine of the remote store refuses: “{}”."
)
_ANSWERS: Final = Text("L’entrepôt distant répond {} : « {} ».", "The remote store answers {}: “{}”.")
_BROKEN_OFF: Final = Text(
    "L’entrepôt distant a interrompu la requête ; il n’en donne qu’une partie.",
    "The remote store broke the query off; it gives a part of the answer only.",
)
_SILENT: Final = Text("L’entrepôt distant ne répond pas ({}).", "The remote store does not answer ({}).")
