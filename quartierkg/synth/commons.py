"""What Quartiers have in common beside actors: regions, calls, operators, sources, functions in a council."""

from __future__ import annotations

import datetime
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.language import Text
from quartierkg.synth import names, stock
from quartierkg.synth.facts import Facts, term
from quartierkg.synth.history import BEGINNING, LAST
from quartierkg.terms import ID

REGIONS: Final = 13
OPERATORS: Final = 6
_KINDS: Final = ("qn:CallForProjects", "qn:CallForExpressionsOfInterest")
_ORGANISER: Final = NamedNode(f"{ID}actor/synth-agency")


def region(number: int) -> NamedNode:
    """The address of a region, of which there are :data:`REGIONS`."""
    return NamedNode(f"{ID}region/synth-{number}")


def operator(number: int) -> NamedNode:
    """The address of an operator of networks, of which there are :data:`OPERATORS`."""
    return NamedNode(f"{ID}actor/synth-operator-{number}")


def source(number: int) -> NamedNode:
    """The address of one of :data:`stock.SOURCES`."""
    return NamedNode(f"{ID}source/synth-{number}")


def function(number: int) -> NamedNode:
    """The address of one of :data:`stock.FUNCTIONS`."""
    return NamedNode(f"{ID}role/synth-{number}")


def call(answered: datetime.date) -> NamedNode:
    """The call that was answered on a day: the last that was open by then, of one a year."""
    year = answered.year if answered >= _opened(answered.year) else answered.year - 1
    return NamedNode(f"{ID}call/synth-{year}")


def describe(facts: Facts) -> None:
    """State what all of them are."""
    for number in range(REGIONS):
        facts.thing(region(number), "igeo:Region", names.invented(f"Région {number}", "fictive"))
    for number in range(OPERATORS):
        label = names.invented(f"Ondes {names.place(number)}", "fictives")
        facts.thing(operator(number), "qn:Enterprise", label)
    for number, label in enumerate(stock.SOURCES):
        facts.say(facts.thing(source(number), "foaf:Document"), "dcterms:title", label)
    for number, label in enumerate(stock.FUNCTIONS):
        facts.thing(function(number), "org:Role", label)
    facts.thing(_ORGANISER, "qn:OtherPublicBody", names.invented("Agence des Quartiers", "fictive"))
    for year in range(BEGINNING.year, LAST.year + 1):
        label = names.invented(f"Appel {year}")
        found = facts.thing(call(_opened(year)), "qn:Call", Text(label.fr, f"Call {year} (fictional)"))
        facts.say(found, "qn:callKind", term(_KINDS[year % 2]))
        facts.say(found, "qn:openedOn", _opened(year))
        facts.say(found, "qn:organiser", _ORGANISER)


def _opened(year: int) -> datetime.date:
    return datetime.date(year, 1, 4)
