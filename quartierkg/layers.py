"""The files of shapes that apply together, and the one graph that they make.

An overlay (``profile/*.ttl``, ``gate/*.ttl``, and every file of a version that revises another) replaces, for each
subject and predicate that it states, what the files before it state.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from quartierkg import edition, resources
from quartierkg.terms import term


@dataclass(frozen=True, slots=True)
class Layer:
    """Some files of one version, which apply together."""

    version: str
    files: tuple[Traversable, ...]


def layers(version: str, profile: str, gate: str) -> tuple[Layer, ...]:
    """The shapes of the base, of the profile and of the gate, in the order in which they apply.

    In each of the three, what a version states follows what the versions that it goes back to state.
    """
    return (*base(version), *_overlays(version, "profile", profile), *_overlays(version, "gate", gate))


def base(version: str) -> tuple[Layer, ...]:
    """The shapes below every profile and gate."""
    return tuple(Layer(name, tuple(_shapes_of(_folder(name)))) for name in edition.lineage(version))


def remedies(version: str) -> tuple[Layer, ...]:
    """What would satisfy the requirements, beside the shapes that judge them."""
    folders = ((name, _folder(name) / "remedy") for name in edition.lineage(version))
    return tuple(Layer(name, tuple(_shapes_of(folder))) for name, folder in folders if folder.is_dir())


def all_of(version: str) -> tuple[Layer, ...]:
    """Every file of the version and of those that it goes back to, charter documents among them."""
    return tuple(Layer(name, tuple(resources.turtle_files(_folder(name)))) for name in edition.lineage(version))


def merged(version: str, layers: Iterable[Layer]) -> tuple[Triple, ...]:
    """The shapes graph of a version that some layers make."""
    found: list[Triple] = []
    for layer in layers:
        found = _overlaid(found, _triples(layer, version))
    return tuple(_reachable(_without(found, edition.withdrawn(version))))


def _shapes_of(folder: Traversable) -> list[Traversable]:
    found = (file for file in folder.iterdir() if file.name.endswith(".ttl") and file.name != edition.DOCUMENT)
    return sorted(found, key=lambda file: file.name)


def _overlays(version: str, kind: str, name: str) -> Iterator[Layer]:
    """The overlays of a profile or a gate; a version that changes nothing there has none."""
    for held_by in edition.lineage(version):
        file = _folder(held_by) / kind / f"{name}.ttl"
        if file.is_file():
            yield Layer(held_by, (file,))


def _folder(version: str) -> Traversable:
    return resources.folder("shapes") / version


def _triples(layer: Layer, version: str) -> list[Triple]:
    triples = (
        quad.triple
        for file in layer.files
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )
    if layer.version == version:
        return list(triples)
    return [edition.renamed(triple, layer.version, version) for triple in triples]


def _overlaid(base: list[Triple], overlay: list[Triple]) -> list[Triple]:
    """The base with what the overlay states in place of what it replaces."""
    stated = {(triple.subject, triple.predicate) for triple in overlay if isinstance(triple.subject, NamedNode)}
    kept = [triple for triple in base if (triple.subject, triple.predicate) not in stated]
    return kept + overlay


def _without(triples: list[Triple], withdrawn: Collection[NamedNode]) -> list[Triple]:
    """The shapes that judge no requirement that was withdrawn."""
    judges = term("qn:judges")
    gone = {triple.subject for triple in triples if triple.predicate == judges and triple.object in withdrawn}
    return [triple for triple in triples if triple.subject not in gone] if gone else triples


def _reachable(triples: list[Triple]) -> list[Triple]:
    """The triples whose blank subjects something still points to."""
    while True:
        pointed = {triple.object for triple in triples}
        kept = [triple for triple in triples if isinstance(triple.subject, NamedNode) or triple.subject in pointed]
        if len(kept) == len(triples):
            return kept
        triples = kept
