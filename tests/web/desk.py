"""An instance with somebody in each role, and addresses of its own that need them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from quartierkg.access import Access, Role, Tokens, moment
from quartierkg.errors import ParameterFault, StoreFault
from quartierkg.language import Text
from quartierkg.limits import Limits
from quartierkg.settings import Settings
from quartierkg.terms import ID
from quartierkg.web import authority, service
from quartierkg.web.app import create_app
from quartierkg.web.once import once

FILED: Final = "the-token-of-the-file"
CLAIRE: Final = ID + "quartier/val-claire"
OTHER: Final = ID + "quartier/mont-clair"

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """The instance, and what each one shows."""

    client: TestClient
    folder: Path
    shown: dict[str, Headers]
    ids: dict[str, str]

    @property
    def access(self) -> Access:
        """Its tokens and its trail."""
        found = self.client.app.state.service.access  # type: ignore[attr-defined]
        assert isinstance(found, Access)
        return found

    def trail(self, after: int) -> list[tuple[str, str, str, int, str, int]]:
        """Role, method, path, status, what and count of the lines behind one."""
        self.access.trail.flush(whole=True)
        lines = self.access.trail.lines(after=after)
        return [(line.role, line.method, line.path, line.status, line.what, line.times) for _, line in lines]

    @contextmanager
    def changed(self, **fields: object) -> Iterator[None]:
        """The instance with something else in it for a while."""
        state = self.client.app.state  # type: ignore[attr-defined]
        before = state.service
        state.service = replace(before, **fields)
        try:
            yield
        finally:
            state.service = before

    def length(self) -> int:
        """How many lines the trail has."""
        self.access.trail.flush(whole=True)
        return self.access.trail.verify()


async def _dossier(request: Request) -> Response:
    """A write of an applicant of Val-Claire, made once under a key; ``?fail`` and ``?wrong`` end it."""
    token = authority.writing(request, {Role.APPLICANT, Role.CHAIR}, CLAIRE)
    body = await request.body()

    async def make() -> Response:
        calls: list[bytes] = request.app.state.calls
        calls.append(body)
        if "wrong" in request.query_params:
            raise ParameterFault(Text("non", "no"))
        if "fail" in request.query_params:
            raise StoreFault(Text("plein", "full"))
        return JSONResponse({"number": len(calls)}, 201, {"Location": f"/dossiers/{len(calls)}"})

    return await once(request, token, body, make)


async def _label(request: Request) -> Response:
    """A write of the operator, or of the chair."""
    token = authority.writing(request, {Role.OPERATOR, Role.CHAIR})
    return JSONResponse({"holder": token.holder}, 201)


async def _draft(request: Request) -> Response:
    """Whether what is not public may be read: of Val-Claire, and of no single Quartier."""
    return JSONResponse([authority.reads(request, CLAIRE), authority.reads(request)])


async def _who(request: Request) -> Response:
    """Whose token is shown."""
    token = authority.who(request)
    return JSONResponse(token and {"holder": token.holder, "role": token.role, "quartier": token.quartier})


@contextmanager
def opened(folder: Path, data: Path) -> Iterator[Desk]:
    """Such an instance."""
    one = Limits(workers=1)
    settings = Settings(
        store=folder, data=data, base="https://example.org/kg", token=FILED, limits=one, write_rate=None, update=True
    )
    app = create_app(settings)
    app.state.calls = []
    app.router.routes += [
        Route("/test/dossier", _dossier, methods=["POST", "PUT"]),
        Route("/test/label", _label, methods=["POST"]),
        Route("/test/draft", _draft, methods=["GET"]),
        Route("/test/who", _who, methods=["GET"]),
    ]
    with TestClient(app, raise_server_exceptions=False) as client:
        client.headers.clear()
        yield Desk(client, folder, *_people(service_tokens(client)))


def service_tokens(client: TestClient) -> Tokens:
    """The tokens of an instance."""
    about = client.app.state.service  # type: ignore[attr-defined]
    assert isinstance(about, service.Service)
    assert about.access is not None
    return about.access.tokens


def _people(tokens: Tokens) -> tuple[dict[str, Headers], dict[str, str]]:
    """Somebody in each role, and those whose token does not count."""
    made = {
        "applicant": tokens.create("Ada", Role.APPLICANT, CLAIRE),
        "other applicant": tokens.create("Bob", Role.APPLICANT, OTHER),
        "member": tokens.create("Cléo", Role.MEMBER),
        "chair": tokens.create("Dan", Role.CHAIR),
        "operator": tokens.create("Eve", Role.OPERATOR),
        "revoked": tokens.create("Flo", Role.OPERATOR),
        "expired": Tokens(tokens.database, lambda: moment.now() - timedelta(days=2)).create(
            "Guy", Role.OPERATOR, days=1
        ),
    }
    tokens.revoke(made["revoked"][0].id, "lost")
    shown: dict[str, Headers] = {name: {"Authorization": f"Bearer {secret}"} for name, (_, secret) in made.items()}
    shown |= {"nobody": {}, "unknown": {"Authorization": "Bearer qkg_" + "A" * 43}}
    shown |= {"token file": {"Authorization": f"Bearer {FILED}"}}
    return shown, {name: token.id for name, (token, _) in made.items()}
