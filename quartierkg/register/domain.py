"""Of which things a dossier may speak: what the network has of others, on whatever host, is not its to change."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from pyoxigraph import NamedNode, Triple

from quartierkg.errors import Refused
from quartierkg.intake.dossier import Dossier
from quartierkg.language import Text
from quartierkg.register.shown import name_of
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import ID

# Whose things the register, the committee and the issuer name; also those that there are not yet.
_RESERVED: Final = tuple(f"{ID}{place}/" for place in ("quartier", "label", "status", "holder"))


def foreign(snapshot: Snapshot, quartier: str, dossier: Dossier, before: Dossier | None = None) -> Iterator[Triple]:
    """The statements of a dossier that are about what is another's.

    A dossier speaks of itself, of its Quartier, of what begins with ``id/NAME/``, and of whatever the network does not
    know. What the network says already may be said again: several Quartiers share an actor.

    :param before: the dossier of the same Quartier that counted until now: what is in it is its own.
    """
    # Not what it calls itself: that could be the name of anything.
    own = {NamedNode(quartier), *(triple.subject for triple in (before.triples if before is not None else ()))}
    acts = (f"{quartier}/event-", f"{quartier}/verdict-")
    place = f"{ID}{name_of(quartier)}/"

    @cache
    def others(subject: NamedNode) -> bool:
        named = subject.value
        if named.startswith(acts):
            return True
        if subject in own or named.startswith((place, f"{quartier}/")):
            return False
        return named.startswith(_RESERVED) or next(snapshot.quads(subject, None, None, NETWORK), None) is not None

    for triple in dossier.triples:
        subject = triple.subject
        if isinstance(subject, NamedNode) and others(subject):
            said = snapshot.quads(subject, triple.predicate, triple.object, NETWORK)
            if next(said, None) is None:
                yield triple


def require_own(snapshot: Snapshot, quartier: str, dossier: Dossier, before: Dossier | None) -> None:
    """A dossier is about its Quartier alone, and speaks of nothing that is another's.

    :param before: the dossier of the same Quartier that counted until now.
    :raises Refused: when it is about another Quartier, or says of a thing of others what the network does not.
    """
    if [one.value for one in dossier.quartiers] != [quartier]:
        raise Refused(
            Text(
                f"Le dossier ne porte pas sur « {quartier.removeprefix(ID)} » et sur lui seul.",
                f"The dossier is not about {quartier.removeprefix(ID)!r}, and about that alone.",
            ),
            source=dossier.source.name,
            remedy=Text("Dites-le par qn:concerns.", "Say so with qn:concerns."),
        )
    first = next(foreign(snapshot, quartier, dossier, before), None)
    if first is not None:
        raise Refused(
            Text(
                f"Le dossier parle d’une ressource qui n’est pas la sienne, et dit : {first}.",
                f"The dossier speaks of a thing that is not its own, and says: {first}.",
            ),
            source=dossier.source.name,
            remedy=Text(
                "Nommez vos ressources « id/NOM-DU-QUARTIER/… » ; ne redites d’une autre que ce que le réseau dit.",
                "Name your things “id/NAME-OF-THE-QUARTIER/…”; of another one say only what the network says.",
            ),
        )
