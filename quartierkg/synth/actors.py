"""Actors that several Quartiers share: a few are everywhere, most in one or two."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.synth import names, stock
from quartierkg.synth.chance import Chance
from quartierkg.synth.facts import Facts
from quartierkg.terms import ID

# Kind of a shared actor: its class, the role it plays, how many there are for a thousand Quartiers.
KINDS: Final[dict[str, tuple[str, str, int]]] = {
    "champion": ("qn:Enterprise", "qn:TechChampion", 120),
    "venture": ("qn:Enterprise", "qn:VentureCapital", 80),
    "seed": ("qn:Enterprise", "qn:SeedInvestment", 80),
    "angels": ("qn:Association", "qn:BusinessAngels", 100),
    "incubator": ("qn:Association", "qn:Incubator", 120),
    "school": ("qn:Enterprise", "qn:ProgrammingSchool", 60),
    "group": ("qn:Enterprise", "qn:LargeGroup", 90),
    "cluster": ("qn:Association", "qn:CompetitivenessCluster", 40),
}
_PER: Final = 1000
_YEARS: Final = (2024, 2025)
# SIRENs of what is invented begin with 000: five digits are left, and the bundled network has the first of them.
_FIRST_SIREN, _LAST_SIREN = 10_000, 99_999


def count(kind: str, quartiers: int) -> int:
    """How many shared actors of a kind a network of so many Quartiers has."""
    return max(3, KINDS[kind][2] * quartiers // _PER)


def node(kind: str, number: int) -> NamedNode:
    """The address of a shared actor."""
    return NamedNode(f"{ID}actor/synth-{kind}-{number}")


def describe(facts: Facts, seed: int, kind: str, number: int) -> None:
    """State what a shared actor is."""
    chance = Chance(seed, f"{kind}{number}")
    classes, role, _ = KINDS[kind]
    found = facts.thing(node(kind, number), classes, names.firm(chance, f"{kind[0].upper()}{number}"))
    facts.say(found, "qn:sector", chance.one(stock.SECTORS))
    if role == "qn:TechChampion":
        firm(facts, chance, found)
    facts.say(found, "dcterms:description", Text("Acteur inventé, présent dans plusieurs Quartiers.", _ABOUT))


def firm(facts: Facts, chance: Chance, found: NamedNode) -> None:
    """State the mentoring and the figures of a firm."""
    facts.say(found, "qn:mentoring", Text("Accompagne des jeunes pousses.", "Mentors start-ups."))
    turnover, employees = chance.number(1_200_000, 16_000_000, 1000), chance.number(6, 160)
    for year in _YEARS:
        figures = NamedNode(f"{found.value}/{year}")
        facts.thing(figures, "qn:AnnualFigures")
        facts.say(found, "qn:figures", figures)
        facts.say(figures, "qn:fiscalYear", year)
        facts.say(figures, "qn:turnover", turnover)
        facts.say(figures, "qn:employees", employees)
        facts.say(figures, "qn:growth", chance.amount(-10, 70))
        facts.say(figures, "qn:shareAbroad", chance.amount(0, 95))
        turnover, employees = turnover + turnover // 4, employees + employees // 5


def siren(number: int) -> str | None:
    """A SIREN that nobody has, with its check digit (Luhn); None when they are used up."""
    if number > _LAST_SIREN - _FIRST_SIREN:
        return None
    body = f"000{_FIRST_SIREN + number}"
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(body))
    return body + str(-sum(value - 9 * (value > 9) for value in doubled) % 10)


_ABOUT: Final = "Invented actor, present in several Quartiers."
