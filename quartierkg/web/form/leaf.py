"""What each kind of page shows: the overview, a step, a thing, one that is not there yet, one that goes, the check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from quartierkg.charter.outcome import Severity
from quartierkg.filling import applying, place, steps
from quartierkg.filling.calling import called
from quartierkg.filling.state import State
from quartierkg.form import Sheet
from quartierkg.language import Language, Text
from quartierkg.register import shown as registered
from quartierkg.terms import curie
from quartierkg.web.form.sent import Action
from quartierkg.web.form.shown import OVERVIEW, Pages
from quartierkg.workbook import address
from quartierkg.workbook.format import FORMATS

OUT: Final = ("ttl", *FORMATS)
"""The formats in which a dossier is downloaded."""
Faults = Mapping[str, tuple[Text, ...]]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a page is made from."""

    pages: Pages
    state: State
    action: Action
    faults: Faults
    language: Language


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its template, how one comes back to it, and what it shows."""

    template: str
    at: Action
    values: dict[str, Any]


def leaf(turn: Turn) -> Leaf:
    """The page that an action leads to; what leads nowhere leads to the overview."""
    return _BY_KIND.get(turn.action.kind, _overview)(turn) or _overview(turn)


def _overview(turn: Turn) -> Leaf:
    about, standing = turn.state.dossier.quartiers, turn.state.standing
    counts = {
        step.number: sum(len(standing.of_class(sheet.class_)) for sheet in step.sheets) for step in turn.pages.steps
    }
    draft = f"/dossiers/{registered.name_of(about[0].value)}/draft" if len(about) == 1 else None
    return Leaf("form-overview.html", OVERVIEW, {"counts": counts, "out": OUT, "draft": draft})


def _step(turn: Turn) -> Leaf | None:
    number = turn.action.part(0)
    step = turn.pages.step(int(number)) if number in {str(one.number) for one in turn.pages.steps} else None
    if step is None:
        return None
    later = [one for one in turn.pages.steps if one.number > step.number]
    values = {
        "step": step,
        "sections": turn.pages.sections(step, turn.faults),
        "listings": turn.pages.listings(step, turn.action),
        "told": turn.pages.places(turn.pages.gauge.in_(step.number)),
        "sentences": turn.pages.requirements(step),
        "next": later[0] if later else None,
        "focus": turn.action.part(3),
    }
    return Leaf("form-step.html", Action("step", turn.action.about[:3]), values)


def _thing(turn: Turn) -> Leaf | None:
    subject = turn.action.part(0)
    node, sheet = turn.state.nodes.get(subject), place.sheet_of(turn.state, subject)
    if node is None or sheet is None:
        return None
    values = {
        "title": Text.alike(called(turn.state, node, turn.language)),
        "sections": (turn.pages.thing(subject, sheet, turn.faults),),
        "listings": turn.pages.related(node, sheet) if sheet not in steps.singles(turn.state.form) else (),
        "row": turn.pages.row(node),
        "focus": turn.action.part(1),
    }
    return Leaf("form-thing.html", Action("thing", (subject,)), values | _back(turn, sheet))


def _add(turn: Turn) -> Leaf | None:
    class_ = address.known(turn.action.part(0))
    sheet = turn.state.form.of(class_) if class_ is not None else None
    if sheet is None or sheet.inside:
        return None
    values = {
        "title": sheet.name,
        "sections": (turn.pages.new(sheet, turn.action, turn.faults),),
        "listings": (),
        "row": None,
        "focus": "",
    }
    return Leaf("form-thing.html", turn.action, values | _back(turn, sheet))


def _back(turn: Turn, sheet: Sheet) -> dict[str, Any]:
    """The step where one comes from."""
    number = steps.criterion(turn.state.form, sheet)
    back = turn.pages.step(number)
    assert back is not None  # every sheet belongs to a step
    return {"about": sheet, "step": back, "sentences": turn.pages.requirements(back)}


def _remove(turn: Turn) -> Leaf | None:
    subject = turn.action.part(0)
    node, sheet = turn.state.nodes.get(subject), place.sheet_of(turn.state, subject)
    if node is None or sheet is None or sheet in steps.singles(turn.state.form):
        return None
    left = applying.without(turn.state, node)
    values = {
        "title": Text.alike(called(turn.state, node, turn.language)),
        "number": len(turn.state.triples) - len(left.triples),
        "yes": Action("removed", (subject,)),
        "no": Action("step", (str(steps.criterion(turn.state.form, sheet)), curie(sheet.class_))),
    }
    return Leaf("form-remove.html", turn.action, values)


def _check(turn: Turn) -> Leaf:
    told = [one for one in turn.pages.gauge.told if one.severity is not Severity.INFO]
    by_step = [
        (step, turn.pages.places(tuple(one for one in told if one.step == step.number))) for step in turn.pages.steps
    ]
    return Leaf("form-check.html", turn.action, {"by_step": [(step, places) for step, places in by_step if places]})


_BY_KIND: Final[Mapping[str, Callable[[Turn], Leaf | None]]] = {
    "step": _step,
    "thing": _thing,
    "add": _add,
    "remove": _remove,
    "check": _check,
}
