"""``/form``: a dossier filled in with a browser. What is sent is answered with the next page, and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quartierkg import resources
from quartierkg.charter.outcome import DECISION_NAMES, OUTCOME_NAMES
from quartierkg.errors import OverBudget, ParameterFault, SyntaxFault, TooBusy, TooLarge, UnknownFormat, Unreadable
from quartierkg.filling import answer, applying, state, steps
from quartierkg.filling.applying import Applied
from quartierkg.filling.gauge import Gauge, gauge
from quartierkg.filling.state import State
from quartierkg.form import bundled
from quartierkg.intake.source import Source
from quartierkg.language import Language, Text
from quartierkg.media import CSV, HTML, JSON, JSON_LD, TURTLE, XLSX, MediaType
from quartierkg.report.words import SIGNS
from quartierkg.terms import curie
from quartierkg.web import api, body, judge, service
from quartierkg.web.answers import data, negotiated, written
from quartierkg.web.computed import computed
from quartierkg.web.form import page, sent, words
from quartierkg.web.form.leaf import OUT
from quartierkg.web.form.sent import Action, Sent
from quartierkg.web.judge import Case
from quartierkg.web.negotiation import format_of, language_of
from quartierkg.web.routes.parameters import SHOWN
from quartierkg.workbook.address import is_absolute
from quartierkg.workbook.format import written as exported

_EXAMPLE: Final = "port-lumiere.ttl"
_PASTED: Final = "dossier.ttl"
_MEDIA: Final[Mapping[str, MediaType]] = {"ttl": TURTLE, "xlsx": XLSX, "csv": CSV, "json": JSON_LD}
_UNKEPT: Final = {"Cache-Control": "no-store"}
_TEXT: Final = {"type": "string"}
_SENT: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {
                "schema": {
                    "type": "object",
                    "properties": {
                        "state": _TEXT | {"description": "The dossier so far, as Turtle."},
                        "at": _TEXT | {"description": "The page that was shown."},
                        "go": _TEXT | {"description": "What to do next."},
                        "name": _TEXT | {"description": "Of a new dossier, the name of its Quartier."},
                        "address": _TEXT | {"description": "Of a new dossier, the IRI of its Quartier."},
                        "file": _TEXT | {"description": "A dossier to begin from."},
                    },
                    "additionalProperties": _TEXT | {"description": "The answers, by the names of the fields."},
                }
            }
            for kind in body.FORMS
        },
    }
}
_FAULTS: Final = (ParameterFault, SyntaxFault, TooLarge, UnknownFormat, Unreadable, TooBusy, OverBudget)

router = APIRouter(prefix="/form", dependencies=SHOWN)


@router.get("", responses=api.formats((HTML,)), response_class=Response)
async def start(request: Request) -> Response:
    """The page where one begins."""
    return await negotiated(request, (HTML,), lambda _: page.start(request))


@router.post("", responses=api.formats((HTML,), *_FAULTS, kept=False), openapi_extra=_SENT, response_class=Response)
async def fill(request: Request) -> Response:
    """The next page, with what was sent in the dossier; or the same one, with what is wrong beside its field."""
    format_of(request, (HTML,))
    found = await sent.read(request)
    return await computed(request, lambda: _filled(request, found))


@router.post(
    "/gauge", responses=api.formats((JSON,), *_FAULTS, kept=False), openapi_extra=_SENT, response_class=Response
)
async def level(request: Request) -> Response:
    """How far the dossier would be with what was sent: the eight criteria, and what is said of each field."""
    format_of(request, (JSON,))
    found = await sent.read(request)
    return await computed(request, lambda: _levelled(request, found))


def _filled(request: Request, found: Sent) -> Response:
    if found.go.kind == "start":
        return _started(request, found)
    try:
        before = state.read(bundled(), _pasted(found))
    except Unreadable as fault:
        return _html(request, page.broken(request, found, fault), fault.status)
    applied = applying.apply(before, found.answers)
    if applied.faults:
        return _page(request, before, found.at, found, applied.faults)
    return _done(request, applied, found)


def _started(request: Request, found: Sent) -> Response:
    try:
        begun = _begun(found, language_of(request))
    except (Unreadable, ParameterFault) as fault:
        return _html(request, page.start(request, fault, found), fault.status)
    return _page(request, begun, Action("step", ("0",)) if found.go.part(0) == "empty" else Action(""))


def _pasted(found: Sent) -> Source:
    """The state as a source; what no text may hold is left for its reader to refuse."""
    return Source(_PASTED, found.state.encode("utf-8", "replace"), TURTLE.essence)


def _done(request: Request, applied: Applied, found: Sent) -> Response:
    """What comes next, once every answer is in the dossier."""
    now, go = applied.state, _renamed(found.at if found.go.kind == "stay" else found.go, applied)
    if go.kind == "save" and go.part(0) in OUT:
        return _download(now, go.part(0), language_of(request))
    if go.kind == "removed" and go.part(0) in now.nodes:
        node = now.nodes[go.part(0)]
        sheet = now.standing.things[node].sheet if node in now.standing.things else None
        if sheet is not None and sheet not in steps.singles(now.form):
            back = Action("step", (str(steps.criterion(now.form, sheet)), curie(sheet.class_)))
            return _page(request, applying.without(now, node), back)
    return _page(request, now, go)


def _renamed(go: Action, applied: Applied) -> Action:
    """An action with the things as they are called now; what was to be added is there, where it is."""
    if go.kind == "add":
        class_ = go.part(0)
        made = applied.made.get(f"{answer.NEW}{class_}")
        if made is not None:
            return Action("thing", (made,))
    return Action(go.kind, tuple(applied.names.get(one, one) for one in go.about))


def _begun(found: Sent, language: Language) -> State:
    """The dossier that one begins with.

    :raises Unreadable: when a file or a text is none.
    :raises ParameterFault: when the address is none.
    """
    form = bundled()
    if found.go.part(0) == "example":
        text = resources.folder("data").joinpath("dossiers", _EXAMPLE).read_bytes()
        return state.read(form, Source(_EXAMPLE, text, TURTLE.essence))
    if found.go.part(0) == "file":
        return state.read(form, found.file or _pasted(found))
    if found.address and not is_absolute(found.address):
        raise ParameterFault(words.NOT_AN_ADDRESS.filled(found.address[:200]), source="address")
    return state.empty(form, found.name, language, found.address or None)


def _page(
    request: Request,
    now: State,
    action: Action,
    found: Sent | None = None,
    faults: Mapping[str, tuple[Text, ...]] | None = None,
) -> Response:
    """A page of a dossier, judged as it is."""
    return _html(request, page.page(request, now, _judged(request, now), action, found, faults or {}))


def _judged(request: Request, now: State) -> Gauge:
    batch = judge.judge(Case((now.source,), (), judge.question()), service.of(request).settings.data)
    return gauge(now, batch.verdicts[0])


def _html(request: Request, text: str, status: int = 200) -> Response:
    return written(text, HTML, language_of(request), _UNKEPT, status)


def _download(now: State, format_: str, language: Language) -> Response:
    found = now.text.encode() if format_ == "ttl" else exported(now.dossier, format_, language)[0]
    media = _MEDIA[format_]
    headers = {"Content-Disposition": f'attachment; filename="dossier.{format_}"', **_UNKEPT}
    return Response(found, 200, headers, media.header)


def _levelled(request: Request, found: Sent) -> Response:
    language = language_of(request)
    before = state.read(bundled(), _pasted(found))
    applied = applying.apply(before, found.answers)
    now = applied.state
    told = _judged(request, now)
    pages = page.asked(request, now, told, _renamed(found.at, applied))
    judged = data(
        {
            "decision": told.decision.value,
            "said": words.DECISION.filled(DECISION_NAMES[told.decision]).in_(language),
            "criteria": [
                {
                    "number": one.number,
                    "outcome": one.outcome.value,
                    "sign": SIGNS[one.outcome],
                    "said": OUTCOME_NAMES[one.outcome].in_(language),
                }
                for one in told.levels
            ],
            "faults": {name: [said.in_(language) for said in texts] for name, texts in applied.faults.items()},
            "findings": {name: [said.in_(language) for said in texts] for name, texts in pages.items()},
            "state": now.text,
            "dossier": now.root.value,
        }
    )
    judged.headers.update(_UNKEPT)
    return judged
