"""``quartierkg convert``: RDF in the terms of another vocabulary in, Turtle in ours out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from pyoxigraph import NamedNode, Triple

from quartierkg import settings
from quartierkg.cli import files, options, output
from quartierkg.cli.command import Command
from quartierkg.cli.destination import Destination
from quartierkg.cli.parameter import Argument, Option
from quartierkg.intake.source import Source
from quartierkg.language import Language, Text
from quartierkg.mapping.conversion import Conversion, Unmapped, convert
from quartierkg.mapping.mapping import named
from quartierkg.media import TURTLE
from quartierkg.publish.writing import gathered, unnamed, write
from quartierkg.terms import curie, is_blank
from quartierkg.workers import alone

_FORMATS: Final = ("text", "json")
_RAISE: Final = Text(
    "Si vous connaissez ce fichier et ces règles, donnez davantage avec --deadline ou --memory.",
    "If you know this file and these rules, give more with --deadline or --memory.",
)
_LEFT: Final = (
    Text("{} énoncé n’a été repris par aucune règle de « {} ».", "{} statement was taken up by no rule of {!r}."),
    Text("{} énoncés n’ont été repris par aucune règle de « {} ».", "{} statements were taken up by no rule of {!r}."),
)


@dataclass(frozen=True, slots=True)
class Convert:
    """Which file, by which mapping, and where the result and the list of what is left go."""

    file: str
    vocabulary: str
    target: str | None
    unmapped: str | None
    format: str
    media_type: str
    deadline: str
    memory: str

    def run(self, language: Language) -> int:
        """Write what the mapping makes of the file; each statement that it has no use for is told.

        :raises Unreadable: when the file cannot be read.
        :raises UsageFault: when there is no such mapping, or nothing can be written there.
        :raises Unanswered: when the rules take more time or memory than they may.
        """
        seconds, memory = settings.amount("deadline", self.deadline), int(settings.amount("memory", self.memory))
        mapping = named(self.vocabulary)
        source = files.read(self.file, self.media_type)
        destination = Destination(self.target, binary=False)
        found = alone(partial(convert, source, mapping), seconds, memory, _RAISE)
        destination.write(write(unnamed(gathered(found.triples)), TURTLE))
        self._tell(found, source, mapping.token, language)
        return 0

    def _tell(self, found: Conversion, source: Source, token: str, language: Language) -> None:
        listed = _json(found, source, token) if self.format == "json" else _lines(found, source)
        if self.unmapped is not None:
            Destination(self.unmapped).write(listed)
        elif listed:
            output.say(listed.rstrip("\n"))
        if found.unmapped and self.format != "json":
            output.say(_LEFT[len(found.unmapped) > 1].filled(len(found.unmapped), token).in_(language))


def _lines(found: Conversion, source: Source) -> str:
    """Each statement that is left on a line, as editors find its place."""
    return "".join(f"{_where(one, source)} {_written(one.triple)}\n" for one in found.unmapped)


def _where(one: Unmapped, source: Source) -> str:
    return f"{source.name}:{one.place.line}:{one.place.column}:" if one.place is not None else f"{source.name}:"


def _written(triple: Triple) -> str:
    return " ".join(_term(term) for term in (triple.subject, triple.predicate, triple.object))


def _term(term: object) -> str:
    if not isinstance(term, NamedNode):
        return str(term)
    if is_blank(term):
        return f"_:{term.value.rpartition(':')[2]}"
    short = curie(term)
    return str(term) if short == term.value else short


def _json(found: Conversion, source: Source, token: str) -> str:
    said = {"source": source.name, "mapping": token, "unmapped": [_value(one) for one in found.unmapped]}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _value(one: Unmapped) -> dict[str, Any]:
    place = one.place.value() if one.place is not None else {}
    triple = one.triple
    terms = {"subject": triple.subject, "predicate": triple.predicate, "object": triple.object}
    return {**place, **{name: _full(term) for name, term in terms.items()}}


def _full(term: object) -> str:
    """A term as N-Triples has it."""
    return _term(term) if isinstance(term, NamedNode) and is_blank(term) else str(term)


command = Command(
    "convert",
    Text("Fait un dossier d’un fichier RDF écrit dans un autre vocabulaire.", "Makes a dossier of RDF in other terms."),
    Convert,
    (
        Argument(
            "file",
            Text("FICHIER", "FILE"),
            Text("Fichier RDF, ou - pour l’entrée standard.", "RDF file, or - for standard input."),
        ),
        Option(
            "--from",
            "vocabulary",
            value=Text("NOM", "NAME"),
            required=True,
            about=Text(
                "Correspondance : org (W3C ORG et CCCEV), schema (schema.org), ou le répertoire d’une autre.",
                "Mapping: org (W3C ORG and CCCEV), schema (schema.org), or the folder of another.",
            ),
        ),
        options.target(),
        Option(
            "--unmapped",
            value=Text("FICHIER", "FILE"),
            about=Text(
                "Fichier où vont les énoncés qu’aucune règle n’a repris, au lieu de la sortie d’erreur.",
                "File for the statements that no rule took up, in place of standard error.",
            ),
        ),
        Option(
            "--format",
            values=_FORMATS,
            default=_FORMATS[0],
            about=Text("Format de la liste de ces énoncés.", "Format of the list of these statements."),
        ),
        options.media_type(),
        Option(
            "--deadline",
            value=Text("NOMBRE", "NUMBER"),
            default="300",
            about=Text("Secondes que la conversion peut prendre.", "Seconds that the conversion may take."),
        ),
        Option(
            "--memory",
            value=Text("NOMBRE", "NUMBER"),
            default="2048",
            about=Text("Mémoire qu’elle peut prendre, en Mio.", "Memory that it may take, in MiB."),
        ),
    ),
    more=Text(
        "Code de retour : 0 écrit, même s’il reste des énoncés ; 2 demande ou règle incorrecte, ou limite dépassée ; "
        "3 fichier illisible.",
        "Exit code: 0 written, even where statements are left; 2 bad request or rule, or a limit passed; "
        "3 unreadable file.",
    ),
)
