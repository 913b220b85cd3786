"""The verdicts on the Quartiers of the bundled fictional network, by the engine.

``python -m tests.register.bundled`` judges them all, and writes ``data/network/register/verdicts.ttl``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from quartierkg.charter import context
from quartierkg.cli.filing import DAY, REGISTERED, Filing, by_subject, source
from quartierkg.intake.source import Source
from quartierkg.snapshot.statements import triples
from quartierkg.terms import term
from tests.samples import ROOT

NETWORK = ROOT / "data" / "network" / "illustrative"
REGISTER = ROOT / "data" / "network" / "register"
FILE = REGISTER / "verdicts.ttl"
SHARED = ("commons", "shared-actors")
"""The files that are about no Quartier alone."""
_SUBJECT, _RESULT = term("earl:subject"), term("earl:result")
_HEAD = """\
# Réseau fictif : les verdicts du moteur sur les dossiers des Quartiers inventés, au {}.
# Engendré par python -m tests.register.bundled : ne pas modifier à la main.
"""


@dataclass(frozen=True)
class Around:
    """The context that comes with the release, and the bundled opinions of the committee."""

    quartiers: dict[object, list[Triple]]
    committee: tuple[Triple, ...]

    def known(self, quartier: NamedNode) -> Sequence[Triple]:
        """What the bundled context states of a Quartier."""
        return self.quartiers.get(quartier, [])

    def opinions(self, dossier: NamedNode) -> Sequence[Triple]:
        """The opinions on a dossier, with their results."""
        own: set[object] = {t.subject for t in self.committee if (t.predicate, t.object) == (_SUBJECT, dossier)}
        own |= {t.object for t in self.committee if t.predicate == _RESULT and t.subject in own}
        return [triple for triple in self.committee if triple.subject in own]


def around() -> Around:
    """What is known around the bundled dossiers."""
    return Around(by_subject(context.bundled(day=DAY).triples), tuple(_stated(REGISTER / "committee.ttl")))


def sources() -> Iterator[Source]:
    """The dossier of each bundled Quartier, as it would be handed in."""
    shared = by_subject(triple for name in SHARED for triple in _stated(NETWORK / f"{name}.ttl"))
    for path in sorted(NETWORK.glob("*.ttl")):
        if path.stem not in SHARED:
            yield source(f"{path.stem}.nt", _stated(path), shared)


def written() -> str:
    """The file, as it should be."""
    filing = Filing(around())
    pieces = (filing(one).piece or "" for one in sources())
    found = [quad.triple for piece in pieces for quad in parse(piece, format=RdfFormat.TURTLE)]
    return _HEAD.format(DAY) + (serialize(found, format=RdfFormat.TURTLE, prefixes=REGISTERED) or b"").decode()


def _stated(path: Path) -> Iterator[Triple]:
    return triples(Source(path.name, path.read_bytes()))


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
