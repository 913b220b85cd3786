"""What a fictional committee says of a dossier: on each requirement that it judges, an opinion and its reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode, Triple

from quartierkg.language import Text
from quartierkg.synth import names
from quartierkg.synth.chance import Chance
from quartierkg.synth.facts import Facts, term
from quartierkg.synth.history import history
from quartierkg.terms import ID

_MEMBERS: Final = 9
_ACCEPTED: Final = 0.95
_GIVEN: Final = 0.85
"""So many opinions are there before the label is awarded."""
_MOTIVE: Final = Text("Vu sur place, inventé.", "Seen on the spot, invented.")


def members(seed: int) -> list[Triple]:
    """Who sits on the committee."""
    facts = Facts()
    for number in range(_MEMBERS):
        facts.thing(_member(number), "foaf:Person", names.person(Chance(seed, f"member{number}")))
    return facts.taken()


def opinions(seed: int, number: int, requirements: Iterable[NamedNode]) -> list[Triple]:
    """The opinions on the dossier of a Quartier: none before all its criteria are realised, most then.

    :param requirements: those that the committee judges.
    """
    life = history(seed, number)
    if life.day("qn:AllCriteriaRealised") is None:
        return []
    given = 1.0 if life.day("qn:Labelled") is not None else _GIVEN
    facts, chance = Facts(), Chance(seed, f"committee{number}")
    for place, requirement in enumerate(requirements):
        if not chance.whether(given):
            continue
        opinion = facts.thing(NamedNode(f"{ID}synth-{number}/opinion-{place}"), "qn:CommitteeAssertion")
        facts.say(opinion, "earl:subject", NamedNode(f"{ID}synth-{number}/dossier"))
        facts.say(opinion, "earl:test", requirement)
        result = facts.thing(NamedNode(f"{opinion.value}/result"), "earl:TestResult")
        facts.say(opinion, "earl:result", result)
        facts.say(result, "earl:outcome", term("earl:passed" if chance.whether(_ACCEPTED) else "earl:failed"))
        facts.say(opinion, "prov:wasAttributedTo", _member(chance.number(0, _MEMBERS - 1)))
        facts.say(opinion, "qn:motive", _MOTIVE)
    return facts.taken()


def _member(number: int) -> NamedNode:
    return NamedNode(f"{ID}committee/synth-{number}")
