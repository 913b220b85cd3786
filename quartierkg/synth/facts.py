"""Statements about fictional things, gathered one after another."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from quartierkg import terms
from quartierkg.language import Text

term = cache(terms.term)

Value = NamedNode | BlankNode | Literal | Text | str | int | float | bool | datetime.date

_TRUE = Literal("true", datatype=terms.term("xsd:boolean"))


class Facts:
    """The statements so far."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []

    def thing(self, node: NamedNode, classes: str, label: Text | None = None) -> NamedNode:
        """A thing with its classes and names, flagged as fictional.

        :param classes: prefixed names, separated by spaces.
        :param label: its name; None for a part that is told by what it belongs to.
        """
        for name in classes.split():
            self.say(node, "rdf:type", term(name))
        if label is not None:
            self.say(node, "rdfs:label", label)
        self.triples.append(Triple(node, term("qn:illustrative"), _TRUE))
        return node

    def say(self, node: NamedNode | BlankNode, property_: str, *values: Value) -> None:
        """Each value of a property; a text in both languages is two."""
        predicate = term(property_)
        for value in values:
            self.triples += (Triple(node, predicate, found) for found in _terms(value))

    def taken(self) -> list[Triple]:
        """The statements so far, which are gathered anew from now on."""
        found, self.triples = self.triples, []
        return found

    def interval(self, node: NamedNode, key: str, first: datetime.date, last: datetime.date | None) -> None:
        """When a membership began, and ended (W3C ORG, ``org:memberDuring``).

        :param key: what the blank nodes are called after.
        """
        interval = BlankNode(key)
        self.say(node, "org:memberDuring", interval)
        self.say(interval, "rdf:type", term("time:Interval"))
        for property_, end, day in (("time:hasBeginning", "b", first), ("time:hasEnd", "e", last)):
            if day is not None:
                instant = BlankNode(f"{key}{end}")
                self.say(interval, property_, instant)
                self.say(instant, "time:inXSDDate", day)


def _terms(value: Value) -> Iterable[NamedNode | BlankNode | Literal]:
    if isinstance(value, NamedNode | BlankNode | Literal):
        return (value,)
    if isinstance(value, Text):
        return (Literal(value.fr, language="fr"), Literal(value.en, language="en"))
    if isinstance(value, bool):
        return (Literal(str(value).lower(), datatype=term("xsd:boolean")),)
    if isinstance(value, int):
        return (Literal(str(value), datatype=term("xsd:integer")),)
    if isinstance(value, float):
        return (Literal(f"{Decimal(str(value)):f}", datatype=term("xsd:decimal")),)
    if isinstance(value, datetime.datetime):  # a kind of date, for Python
        return (Literal(value.isoformat(), datatype=term("xsd:dateTime")),)
    if isinstance(value, datetime.date):
        return (Literal(value.isoformat(), datatype=term("xsd:date")),)
    return (Literal(value),)
