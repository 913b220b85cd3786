"""Actors that several Quartiers share: a few are everywhere, most in one or two."""

from __future__ import annotations

import datetime
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.synth import commons, names, stock
from quartierkg.synth.chance import Chance
from quartierkg.synth.evidence import document
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
_FIRST_SIREN: Final = 10_000
_STRUCTURES: Final = 40_000
_BLOCKS: Final = {"structure": 0, "champion": _STRUCTURES}
_OF_A_KIND: Final = 1_250
_NEAR: Final = 0.6
_TWICE: Final = 0.02


def count(kind: str, quartiers: int) -> int:
    """How many shared actors of a kind a network of so many Quartiers has."""
    return max(3, KINDS[kind][2] * quartiers // _PER)


def node(kind: str, number: int) -> NamedNode:
    """The address of a shared actor."""
    return NamedNode(f"{ID}actor/synth-{kind}-{number}")


def drawn(seed: int, chance: Chance, kind: str, quartiers: int, place: int) -> NamedNode:
    """A shared actor that takes part in a Quartier, by one of its addresses.

    :param place: the number of the Quartier; business angels are sooner of its region than of another.
    """
    there = count(kind, quartiers)
    number = chance.popular(there)
    if kind == "angels" and chance.whether(_NEAR):
        region = place % commons.REGIONS
        near = len(range(region, there, commons.REGIONS))
        number = region + commons.REGIONS * chance.popular(near) if near else number
    twice = has_two_addresses(seed, kind, number) and chance.whether(0.5)
    return other(kind, number) if twice else node(kind, number)


def other(kind: str, number: int) -> NamedNode:
    """The second address of an actor that has two."""
    return NamedNode(f"{node(kind, number).value}-bis")


def has_two_addresses(seed: int, kind: str, number: int) -> bool:
    """Whether an actor was described twice, by people who did not know of each other."""
    return _identifier(kind, number) is not None and Chance(seed, f"address{kind}{number}").whether(_TWICE)


def describe(facts: Facts, seed: int, kind: str, number: int) -> None:
    """State what a shared actor is."""
    chance = Chance(seed, f"{kind}{number}")
    classes, role, _ = KINDS[kind]
    label = names.firm(chance, f"{kind[0].upper()}{number}")
    found = facts.thing(node(kind, number), classes, label)
    facts.say(found, "qn:sector", chance.one(stock.SECTORS))
    if role == "qn:TechChampion":
        firm(facts, chance, found)
    if kind == "cluster" and chance.whether(0.7):
        facts.say(found, "qn:coordination", Text("Réunions mensuelles.", "Monthly meetings."))
    if kind == "angels":
        facts.say(found, "qn:locatedIn", commons.region(number % commons.REGIONS))
    facts.say(found, "dcterms:description", Text("Acteur inventé, présent dans plusieurs Quartiers.", _ABOUT))
    identifier = _identifier(kind, number)
    if identifier is not None:
        facts.say(found, "qn:siren", identifier)
    if identifier is not None and has_two_addresses(seed, kind, number):
        again = facts.thing(other(kind, number), classes, label)
        facts.say(again, "qn:siren", identifier)
        facts.say(again, "owl:sameAs", found)


def firm(facts: Facts, chance: Chance, found: NamedNode, *, strong: bool = False) -> None:
    """State the mentoring and the figures of a firm, and of most the accounts that support them.

    :param strong: whether it does well in everything.
    """
    facts.say(found, "qn:mentoring", Text("Accompagne des jeunes pousses.", "Mentors start-ups."))
    accounts = NamedNode(f"{found.value}/accounts")
    shown = [year for year in _YEARS if chance.whether(0.75)]
    if shown:
        document(facts, accounts, "accounts", datetime.date(shown[-1] + 1, 4, chance.number(1, 30)))
    turnover = chance.number(4_200_000 if strong else 1_200_000, 16_000_000, 1000)
    employees = chance.number(24 if strong else 6, 160)
    for year in _YEARS:
        figures = NamedNode(f"{found.value}/{year}")
        facts.thing(figures, "qn:AnnualFigures")
        facts.say(found, "qn:figures", figures)
        facts.say(figures, "qn:fiscalYear", year)
        facts.say(figures, "qn:turnover", turnover)
        facts.say(figures, "qn:employees", employees)
        facts.say(figures, "qn:growth", chance.amount(28 if strong else -10, 70))
        facts.say(figures, "qn:shareAbroad", chance.amount(42 if strong else 0, 95))
        if year in shown:
            facts.say(figures, "qn:evidence", accounts)
        turnover, employees = turnover + turnover // 4, employees + employees // 5


def siren(of: str, number: int) -> str | None:
    """The SIREN of the structure or of the champion of a Quartier, which nobody has; None when they are used up."""
    return _invented(number + _BLOCKS[of]) if number < _STRUCTURES else None


def _identifier(kind: str, number: int) -> str | None:
    """The SIREN of a shared actor, of those that are left for its kind; None when they are used up."""
    block = 2 * _STRUCTURES + _OF_A_KIND * list(KINDS).index(kind)
    return _invented(block + number) if number < _OF_A_KIND else None


def _invented(number: int) -> str:
    """A SIREN with its check digit (Luhn)."""
    body = f"000{_FIRST_SIREN + number}"
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(body))
    return body + str(-sum(value - 9 * (value > 9) for value in doubled) % 10)


_ABOUT: Final = "Invented actor, present in several Quartiers."
