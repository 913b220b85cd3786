"""The verdicts on a fictional network, as the register states them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from quartierkg.cli.crew import ENOUGH, Alone, cores
from quartierkg.cli.filing import REGISTERED, Filing, by_subject, judged_by_committee, source
from quartierkg.cli.job import Crew, Wait
from quartierkg.synth import Recipe
from quartierkg.terms import ID

_QUARTIER: Final = f"{ID}quartier/synth-"
_OWN: Final = f"{ID}synth-"


@dataclass(frozen=True)
class Sea:
    """What is known around the dossiers of a fictional network: it is made anew from the recipe."""

    recipe: Recipe

    def known(self, quartier: NamedNode) -> list[Triple]:
        """Name and state of a Quartier."""
        number = quartier.value.removeprefix(_QUARTIER)
        return self.recipe.known(int(number)) if number.isdigit() else []

    def opinions(self, dossier: NamedNode) -> list[Triple]:
        """What the committee says of a dossier."""
        number = dossier.value.removeprefix(_OWN).removesuffix("/dossier")
        return self.recipe.opinions(int(number), self._rows) if number.isdigit() else []

    @cached_property
    def _rows(self) -> tuple[NamedNode, ...]:
        return judged_by_committee()


def verdicts(recipe: Recipe) -> Iterator[str]:
    """What the register states of each dossier, one piece of Turtle after another: opinions, and verdicts.

    :raises EngineFault: when an engine fails.
    """
    rows = judged_by_committee()
    yield _turtle(recipe.committee())
    for number in range(recipe.quartiers):
        yield _turtle(recipe.opinions(number, rows))
    shared = by_subject(recipe.shared())
    crew = _crew(recipe)
    begun: deque[Wait] = deque()
    try:
        for number, own in enumerate(recipe.each()):
            begun.append(crew.begin(source(f"synth-{number}.nt", own, shared)))
            if len(begun) >= crew.ahead:
                yield begun.popleft()().piece or ""
        while begun:
            yield begun.popleft()().piece or ""
    finally:
        crew.close()


def _turtle(triples: Iterable[Triple]) -> str:
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=REGISTERED) or b"").decode()


def _crew(recipe: Recipe) -> Crew:
    filing = Filing(Sea(recipe))
    if recipe.quartiers < ENOUGH or cores() < 2:  # another process costs more than it saves
        return Alone(filing)
    from quartierkg.cli.processes import Processes

    # As in validate: the geometry library starts threads for linear algebra that it never does here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return Processes(filing, cores())
