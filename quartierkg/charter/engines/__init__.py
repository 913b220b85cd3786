"""SHACL engines behind one door: the same rules and the same triples in, the same results out.

Which engine runs is a choice of the caller; what its results mean is decided elsewhere and once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Final, Literal

from quartierkg.charter.engines.engine import Engine, Result
from quartierkg.charter.engines.report import Entry, Report
from quartierkg.charter.rules import RuleSet
from quartierkg.errors import EngineFault
from quartierkg.language import Text

__all__ = ["CHOICES", "Choice", "Engine", "Entry", "Report", "Result", "available", "chosen", "judge"]

Choice = Literal["fast", "reference", "both"]
CHOICES: Final[tuple[Choice, ...]] = ("fast", "reference", "both")
_SHOWN: Final = 5


@cache
def available() -> tuple[Engine, ...]:
    """The engines that this installation has, the default first; where no wheel of the fast one exists, only one."""
    from quartierkg.charter.engines.reference import ReferenceEngine

    reference = ReferenceEngine()
    if find_spec("shacl") is None:
        return (reference,)
    from quartierkg.charter.engines.fast import FastEngine

    return (FastEngine(), reference)


def chosen(choice: Choice) -> tuple[Engine, ...]:
    """The engines of a choice: the fast one is the reference where there is no other."""
    engines = available()
    if choice == "both":
        return engines
    return (engines[0] if choice == "fast" else engines[-1],)


def judge(engines: Sequence[Engine], rules: RuleSet, data: str) -> frozenset[Result]:
    """The results of one engine, or of several that must agree.

    :param data: the graph to validate, as N-Triples.
    :raises EngineFault: when an engine fails, or when two disagree.
    """
    first, *others = ((engine, engine.results(rules, data)) for engine in engines)
    for engine, results in others:
        if results != first[1]:
            raise _disagreement(first[0], engine, first[1] ^ results)
    return first[1]


def _disagreement(one: Engine, other: Engine, differing: frozenset[Result]) -> EngineFault:
    named = ", ".join(sorted({result.shape.rpartition("#")[2] for result in differing})[:_SHOWN])
    return EngineFault(
        Text(
            f"Les moteurs {one.name} et {other.name} ne sont pas d’accord ({named}).",
            f"The engines {one.name} and {other.name} disagree ({named}).",
        ),
        remedy=Text(
            "Aucun verdict n’est rendu ; signalez ce dossier.", "No verdict is given; please report this dossier."
        ),
    )
