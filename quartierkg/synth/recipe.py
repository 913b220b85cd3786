"""What a fictional network is made from: a journal keeps this in place of millions of statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Final, Self

from pyoxigraph import NamedNode, Quad, Triple

from quartierkg.errors import StoreFault
from quartierkg.language import Text
from quartierkg.synth import committee, quartier
from quartierkg.synth.network import each, network, shared

MEDIA_TYPE: Final = "application/vnd.quartierkg.synth+json"
# Raised when the same size and seed would give other statements: an index must be the one that the journal says.
FORMAT: Final = 3


@dataclass(frozen=True, slots=True)
class Recipe:
    """Size and seed, for one version of the generator."""

    quartiers: int
    seed: int
    format: int = FORMAT

    def written(self) -> bytes:
        """The recipe as the journal keeps it."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The recipe that :meth:`written` wrote.

        :raises StoreFault: when it was written for another version of the generator.
        """
        found = cls(**json.loads(data))
        if found.format != FORMAT:
            raise StoreFault(
                Text(
                    f"Le réseau fictif vient d’un autre générateur (version {found.format} ; celui-ci : {FORMAT}).",
                    f"The fictional network comes from another generator (version {found.format}; this one: {FORMAT}).",
                ),
                remedy=Text(
                    "Engendrez le réseau de nouveau dans un entrepôt vide (quartierkg synth --store), ou servez cet "
                    "entrepôt avec la version de quartierkg qui a engendré le réseau.",
                    "Make the network anew in an empty store (quartierkg synth --store), or serve this store with the "
                    "release of quartierkg that made the network.",
                ),
            )
        return found

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """The statements, in a graph."""
        return network(self.quartiers, self.seed, graph)

    def shared(self) -> Iterator[Triple]:
        """What is stated of no Quartier alone."""
        return shared(self.quartiers, self.seed)

    def each(self) -> Iterator[list[Triple]]:
        """What is stated of each Quartier, one after another."""
        return each(self.quartiers, self.seed)

    def known(self, number: int) -> list[Triple]:
        """What everybody knows of a Quartier: its name, and its state."""
        return quartier.known(self.seed, number, self.quartiers)

    def committee(self) -> list[Triple]:
        """Who sits on the committee."""
        return committee.members(self.seed)

    def opinions(self, number: int, requirements: Iterable[NamedNode]) -> list[Triple]:
        """What the committee says of the dossier of a Quartier.

        :param requirements: those that the committee judges.
        """
        return committee.opinions(self.seed, number, requirements)
