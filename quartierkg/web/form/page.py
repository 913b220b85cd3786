"""The pages of the form as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request

from quartierkg.charter import document
from quartierkg.charter.outcome import DECISION_NAMES, OUTCOME_NAMES
from quartierkg.errors import QuartierError
from quartierkg.filling.asking import Control, Group, Option
from quartierkg.filling.gauge import Gauge
from quartierkg.filling.state import State
from quartierkg.language import Text
from quartierkg.publish.picture.outline import outline
from quartierkg.report.words import SIGNS
from quartierkg.web.faults import of_ours
from quartierkg.web.form import words
from quartierkg.web.form.leaf import Leaf, Turn, leaf
from quartierkg.web.form.sent import Action, Sent
from quartierkg.web.form.shown import Pages, listed, mark
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render

# What the scripts say, by the name that they have there.
_SAID: Final = {
    "live": words.LIVE,
    "lost": words.DRAFT_LOST,
    "refused": words.DRAFT_FAILED,
    "kept": words.DRAFT_SAVED,
    "open": words.DRAFT_OPEN,
    "drop": words.DRAFT_DROP,
    "draft": words.DRAFT_OF,
    "map": words.MAP,
    "mapHelp": words.MAP_HELP,
    "mapName": words.MAP_NAME,
    "corner": words.MAP_CORNER,
    "in": words.MAP_IN,
    "out": words.MAP_OUT,
    "fit": words.MAP_FIT,
    "undo": words.MAP_UNDO,
    "clear": words.MAP_CLEAR,
    "said": words.MAP_SAID,
    "several": words.MAP_SEVERAL,
}
_COUNTRY: Final = "FR"
_NONE: Final[Mapping[str, tuple[Text, ...]]] = {}


def start(request: Request, problem: QuartierError | None = None, sent: Sent | None = None) -> str:
    """The page where one begins."""
    return _render(request, "form-start.html", problem=of_ours(problem) if problem else None, sent=sent)


def broken(request: Request, sent: Sent, problem: QuartierError) -> str:
    """The page on which a text that cannot be read is put right: nothing that was typed is lost."""
    return _render(request, "form-broken.html", problem=of_ours(problem), sent=sent, at=sent.at)


def page(
    request: Request,
    state: State,
    gauge: Gauge,
    action: Action,
    sent: Sent | None = None,
    faults: Mapping[str, tuple[Text, ...]] = _NONE,
) -> str:
    """The page that an action leads to.

    :param faults: what is wrong with what was sent; where there is something, the page shows what was typed.
    """
    language = language_of(request)
    pages = Pages(state, document.charter(), gauge, language, sent)
    found = leaf(Turn(pages, state, action, faults, language))
    return _render(
        request,
        found.template,
        state=state,
        pages=pages,
        gauge=gauge,
        at=found.at,
        faults=faults,
        unplaced=_unplaced(found, faults),
        lists=_lists(found),
        land=_land() if _is_drawn(found) else "",
        **found.values,
    )


def _unplaced(found: Leaf, faults: Mapping[str, tuple[Text, ...]]) -> list[Text]:
    """What is wrong with fields that the page does not have."""
    named = {ask.name for group in _groups(found) for ask in group.asks}
    return [said for name, texts in faults.items() if name not in named for said in texts]


def _lists(found: Leaf) -> dict[str, tuple[Option, ...]]:
    """The names that fields propose, once each."""
    asks = [ask for group in _groups(found) for ask in group.asks]
    return {listed(ask.options): ask.options for ask in asks if any(one.control is Control.NAME for one in ask.slots)}


def _is_drawn(found: Leaf) -> bool:
    """Whether there is an outline to draw."""
    return any(slot.control is Control.OUTLINE for group in _groups(found) for ask in group.asks for slot in ask.slots)


def _groups(found: Leaf) -> list[Group]:
    return [group for section in found.values.get("sections", ()) for group in section.groups]


def _render(request: Request, template: str, **values: Any) -> str:
    language = language_of(request)
    return render(
        request,
        template,
        f=words,
        said={name: text.in_(language) for name, text in _SAID.items()},
        outcomes=OUTCOME_NAMES,
        signs=SIGNS,
        decisions=DECISION_NAMES,
        mark=mark,
        listed=listed,
        **values,
    )


def _land() -> str:
    """The outline of the country, for whoever draws on it: rings of longitudes and latitudes."""
    return ";".join(" ".join(f"{x:g},{y:g}" for x, y in ring) for ring in outline(_COUNTRY))


def asked(request: Request, state: State, gauge: Gauge, action: Action) -> dict[str, tuple[Text, ...]]:
    """What the charter says of each field of a page, by its name; nothing of those of which it says nothing."""
    language = language_of(request)
    pages = Pages(state, document.charter(), gauge, language, None)
    groups = _groups(leaf(Turn(pages, state, action, _NONE, language)))
    found = {ask.name: tuple(one.message for one in pages.said_of(ask)) for group in groups for ask in group.asks}
    return {name: told for name, told in found.items() if told}
