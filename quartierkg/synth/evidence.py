"""The documents that support what is declared."""

from __future__ import annotations

import datetime

from pyoxigraph import NamedNode

from quartierkg.synth import stock
from quartierkg.synth.facts import Facts


def document(facts: Facts, found: NamedNode, kind: str, day: datetime.date) -> None:
    """State what a document is.

    :param kind: one of :data:`stock.DOCUMENTS`.
    """
    facts.thing(found, "m8g:Evidence")
    facts.say(found, "dcterms:title", stock.DOCUMENTS[kind])
    facts.say(found, "dcterms:date", day)
