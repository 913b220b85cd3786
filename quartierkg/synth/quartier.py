"""One fictional Quartier, part by part, in an order that is part of the recipe."""

from __future__ import annotations

from pyoxigraph import Triple

from quartierkg.synth import dossier, governance, grouping, life, links, names, premises
from quartierkg.synth.facts import Facts, term
from quartierkg.synth.ground import Ground
from quartierkg.synth.history import wave


def describe(facts: Facts, seed: int, number: int, quartiers: int) -> None:
    """State all of a Quartier.

    :param quartiers: how many the network has.
    """
    ground = Ground(facts, seed, number, quartiers)
    _introduce(ground)
    _history(ground)
    for part in (premises, grouping, links, life, governance, dossier):
        part.describe(ground)


def known(seed: int, number: int, quartiers: int) -> list[Triple]:
    """What everybody knows of a Quartier: its name, and its state."""
    ground = Ground(Facts(), seed, number, quartiers)
    _introduce(ground)
    return ground.facts.taken()


def _introduce(ground: Ground) -> None:
    ground.facts.thing(ground.node, "qn:Quartier", names.invented(f"Quartier {ground.name}"))
    ground.facts.say(ground.node, "qn:state", term(ground.history.state))


def _history(ground: Ground) -> None:
    for place, (state, day) in enumerate(ground.history.events):
        event = ground.thing("qn:history", f"event-{place}", "qn:LifecycleEvent")
        ground.facts.say(event, "qn:toState", term(state))
        ground.facts.say(event, "qn:happenedOn", day)
        if state == "qn:Labelled":
            ground.facts.say(event, "qn:wave", wave(day))
