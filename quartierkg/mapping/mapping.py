"""A mapping: a folder with one description and a CONSTRUCT a file, shipped or written by somebody else."""

from __future__ import annotations

import json
from collections.abc import Mapping as Table
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from quartierkg import reasons, resources
from quartierkg.errors import Place, QueryFault, UsageFault
from quartierkg.language import Text
from quartierkg.mapping.rule import Rule, read
from quartierkg.terms import term

ABOUT: Final = "about.ttl"
CONTEXTS: Final = "contexts.json"
_SUFFIX: Final = ".rq"
# The text of a rule is capped where it is admitted; no more than that much is read.
_LARGEST: Final = 1 << 20
_UNKNOWN: Final = Text("La correspondance « {} » n’existe pas.", "There is no mapping {!r}.")
_KNOWN: Final = Text("Fournies : {} ; ou le chemin d’un répertoire.", "Shipped: {}; or the path of a folder.")
_NO_ABOUT: Final = Text(
    "{} doit donner dcterms:title et dcterms:description, chacun en français et en anglais.",
    "{} must give dcterms:title and dcterms:description, each in French and in English.",
)
_NO_CONTEXTS: Final = Text(
    "Attendu : un objet JSON. Une clef est l’adresse d’un contexte, sa valeur ce contexte ou l’adresse d’un autre.",
    "Expected: a JSON object. A key is the address of a context, its value that context or the address of another.",
)
_NO_RULE: Final = Text("Aucune règle (.rq).", "No rule (.rq).")


@dataclass(frozen=True, slots=True)
class Mapping:
    """The rules of a vocabulary, and what is said of them."""

    token: str
    title: Text
    description: Text
    """What is mapped, and what is left."""
    alike: Table[str, str]
    """Namespaces of the vocabulary, and the one that the rules have in their place (``owl:sameAs``)."""
    contexts: Table[str, Any]
    """What stands for contexts that JSON-LD names by their address."""
    rules: tuple[Rule, ...]


def shipped() -> tuple[str, ...]:
    """The names of the mappings of the release."""
    return tuple(sorted(entry.name for entry in _folder().iterdir() if entry.is_dir()))


def named(name: str) -> Mapping:
    """The mapping of a name, or of a folder.

    :raises UsageFault: when there is none.
    :raises QueryFault: when one of its rules is none.
    """
    if name in shipped():
        return load(name, _folder() / name)
    if Path(name).is_dir():
        return load(Path(name).resolve().name, Path(name))
    raise UsageFault(_UNKNOWN.filled(name), remedy=_KNOWN.filled(", ".join(shipped())))


def load(token: str, folder: Traversable) -> Mapping:
    """The mapping of a folder, its rules in the order of their names.

    :raises UsageFault: when its description or its rules are missing.
    :raises QueryFault: when one of its rules is none.
    """
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(_SUFFIX)), key=lambda file: file.name)
    if not files:
        raise UsageFault(_NO_RULE, source=str(folder))
    rules = tuple(read(f"{token}/{file.name}", _text(file)) for file in files)
    said = _said(folder / ABOUT)
    title, description = (_both(said, property_) for property_ in ("dcterms:title", "dcterms:description"))
    return Mapping(token, title, description, _alike(said), _contexts(folder / CONTEXTS), rules)


def _folder() -> Traversable:
    return resources.folder("data") / "mappings"


def _text(file: Traversable) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST).decode()
    except OSError as fault:
        reason = reasons.of_system(fault)
        raise UsageFault(
            Text(f"Le fichier ne peut être lu ({reason.fr}).", f"The file cannot be read ({reason.en})."),
            source=str(file),
        ) from fault
    except UnicodeDecodeError as fault:
        raise UsageFault(Text("Le fichier n’est pas en UTF-8.", "The file is not UTF-8."), source=str(file)) from fault


def _said(file: Traversable) -> tuple[Quad, ...]:
    try:
        return tuple(parse(_text(file), format=RdfFormat.TURTLE))
    except SyntaxError as fault:
        raise QueryFault(Text(f"Turtle incorrect : {fault}.", f"Bad Turtle: {fault}."), source=str(file)) from fault


def _both(said: tuple[Quad, ...], property_: str) -> Text:
    found = {
        quad.object.language: quad.object.value
        for quad in said
        if quad.predicate == term(property_) and isinstance(quad.object, Literal)
    }
    if not {"fr", "en"} <= found.keys():
        raise UsageFault(_NO_ABOUT.filled(ABOUT))
    return Text(found["fr"], found["en"])


def _alike(said: tuple[Quad, ...]) -> Table[str, str]:
    return {
        quad.subject.value: quad.object.value
        for quad in said
        if quad.predicate == term("owl:sameAs")
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


def _contexts(file: Traversable) -> Table[str, Any]:
    """The contexts of a mapping, where it has any."""
    if not file.is_file():
        return {}
    try:
        found = json.loads(_text(file))
    except json.JSONDecodeError as fault:
        raise UsageFault(_NO_CONTEXTS, source=str(file), place=Place(fault.lineno, fault.colno)) from fault
    except RecursionError as fault:
        raise UsageFault(_NO_CONTEXTS, source=str(file)) from fault
    if not isinstance(found, dict):
        raise UsageFault(_NO_CONTEXTS, source=str(file))
    whole = {address: found.get(said) if isinstance(said, str) else said for address, said in found.items()}
    if not all(isinstance(context, dict | list) for context in whole.values()):
        raise UsageFault(_NO_CONTEXTS, source=str(file))
    return whole
