"""JSON-LD made safe: our context is answered from the bundled copy, every other remote context is refused by name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

from quartierkg import reasons, resources
from quartierkg.errors import Place, Refused, SyntaxFault, TooLarge
from quartierkg.intake import place
from quartierkg.intake.limits import Limits
from quartierkg.intake.source import Source
from quartierkg.language import Text, number
from quartierkg.terms import CONTEXT, PREFIXES

# What stands in the place of a context that a file names by its address.
Contexts = Mapping[str, Any]
NONE: Final[Contexts] = {}

# The two addresses under which our own context is known.
_OURS: Final = frozenset((CONTEXT, CONTEXT.removesuffix(".jsonld")))

_DIGITS: Final = 40
_HALF: Final = re.compile("[\ud800-\udfff]")
_DECIMAL: Final = PREFIXES["xsd"] + "decimal"


@cache
def bundled_context() -> Any:
    """The value of ``@context`` in the bundled ``ontology/context.jsonld``."""
    text = (resources.folder("ontology") / "context.jsonld").read_text(encoding="utf-8")
    return json.loads(text)["@context"]


def localise(source: Source, limits: Limits, contexts: Contexts = NONE) -> bytes:
    """The document with our context written in, and its fractions kept as they were written.

    A fraction such as 29.99 becomes a typed value: JSON-LD would hand it on as the double 2.999E1, which is not a valid
    decimal (JSON-LD 1.1 API, 8.6).

    :param contexts: what else is written in, by its address.
    :raises SyntaxFault: when the source is not JSON; line and column are named.
    :raises Refused: when it names a remote context that is none of these.
    :raises TooLarge: when it names them more often than the caps allow.
    """
    text = source.data.decode("utf-8")  # never guessed from the bytes: another encoding nests in other places
    reader = _Reader(source.name, text, limits, contexts)
    try:
        document = json.loads(
            text, parse_float=reader.fraction, parse_int=reader.integer, parse_constant=reader.constant
        )
    except json.JSONDecodeError as fault:
        reason = reasons.of_json(fault)
        raise SyntaxFault(
            Text(f"JSON mal formé : {reason.fr}.", f"JSON not well-formed: {reason.en}."),
            source=source.name,
            place=Place(fault.lineno, fault.colno),
        ) from fault
    except RecursionError as fault:
        raise SyntaxFault(Text("JSON mal formé.", "JSON not well-formed."), source=source.name) from fault
    return json.dumps(reader.value(document), default=float).encode()


class _Reader:
    """A document as Python reads it, made safe value by value; what is refused is looked up in the text."""

    def __init__(self, name: str, text: str, limits: Limits, contexts: Contexts) -> None:
        self._name = name
        self._text = text
        self._limits = limits
        self._contexts = contexts
        self._written = 0

    def fraction(self, written: str) -> Decimal:
        """A number with a fraction or an exponent.

        :raises SyntaxFault: when the exponent is beyond every machine.
        """
        try:
            return Decimal(written)
        except InvalidOperation as fault:
            raise self._no_number(written) from fault

    def integer(self, written: str) -> int:
        """A number without either.

        :raises SyntaxFault: when it has thousands of digits.
        """
        try:
            return int(written)
        except ValueError as fault:
            raise self._no_number(written) from fault

    def constant(self, written: str) -> None:
        """NaN and Infinity, which Python takes for JSON.

        :raises SyntaxFault: always.
        """
        raise SyntaxFault(
            Text(f"JSON mal formé : « {written} ».", f"JSON not well-formed: {written}."),
            source=self._name,
            place=place.first(self._text, written),
        )

    def value(self, value: Any) -> Any:
        """A value with our context written in, and its fractions kept."""
        if isinstance(value, dict):
            if isinstance(value.get("@value"), Decimal):
                return {"@type": _DECIMAL, **value, "@value": _plain(value["@value"])}
            return {
                self._whole(key): self._context(item) if key == "@context" else self.value(item)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if isinstance(value, Decimal):
            return {"@value": _plain(value), "@type": _DECIMAL}
        return self._whole(value) if isinstance(value, str) else value

    def _whole(self, text: str) -> str:
        """A text without halves of characters.

        :raises SyntaxFault: when it holds one.
        """
        half = _HALF.search(text)
        if half is None:
            return text
        written = f"\\u{ord(half[0]):04x}"
        raise SyntaxFault(
            Text(f"« {written} » n’est que la moitié d’un caractère.", f"{written} is only half a character."),
            source=self._name,
            place=place.first(self._text.lower(), written),
        )

    def _context(self, value: Any) -> Any:
        """A context without remote parts.

        :raises Refused: when it names one that is not known.
        """
        if isinstance(value, list):
            return [self._context(item) for item in value]
        if isinstance(value, str):
            return self._known(value)
        if isinstance(value, dict):
            if "@import" in value:
                raise self._remote(str(value["@import"]))
            return {self._whole(key): self._scoped(item) for key, item in value.items()}
        return value

    def _known(self, address: str) -> Any:
        """What an address stands for.

        :raises Refused: when that is not known.
        :raises TooLarge: when contexts were written in too often.
        """
        if address not in _OURS and address not in self._contexts:
            raise self._remote(address)
        self._written += 1
        if self._written > self._limits.contexts:
            raise _too_often(self._name, self._limits)
        if address in _OURS:
            return bundled_context()
        # What is written in names nothing else by its address: it is another's file, and must come to an end.
        return _Reader(self._name, self._text, self._limits, NONE)._context(self._contexts[address])

    def _scoped(self, definition: Any) -> Any:
        """A term definition whose own scoped context is without remote parts (JSON-LD 1.1, 4.1.8)."""
        if isinstance(definition, dict) and "@context" in definition:
            return {**definition, "@context": self._context(definition["@context"])}
        return self._whole(definition) if isinstance(definition, str) else definition

    def _remote(self, address: str) -> Refused:
        return Refused(
            Text(
                f"Le contexte distant « {address} » n’est jamais chargé.",
                f"The remote context {address!r} is never fetched.",
            ),
            source=self._name,
            place=where(self._text, address),
            remedy=Text(
                f"Écrivez le contexte dans le fichier, ou employez {CONTEXT}.",
                f"Write it in the file, or use {CONTEXT}.",
            ),
        )

    def _no_number(self, written: str) -> SyntaxFault:
        short = written if len(written) <= _DIGITS else f"{written[:_DIGITS]}…"
        return SyntaxFault(
            Text(f"Le nombre {short} ne peut être lu.", f"The number {short} cannot be read."),
            source=self._name,
            place=place.first(self._text, written),
        )


def _too_often(name: str, limits: Limits) -> TooLarge:
    return TooLarge(
        Text(
            f"Un contexte y est nommé plus de {number(str(limits.contexts), 'fr')} fois.",
            f"It names a context more than {number(str(limits.contexts), 'en')} times.",
        ),
        source=name,
        remedy=Text(
            "Nommez-le une fois, en tête, et mettez les objets dans « @graph ».",
            'Name it once, at the top, and put the objects into "@graph".',
        ),
    )


def where(text: str, value: str) -> Place | None:
    """Where a string of a document stands, as JSON may have written it."""
    written = (json.dumps(value, ensure_ascii=False), json.dumps(value))
    return place.first(text, *written, *(way.replace("/", "\\/") for way in written))


def _plain(number: Decimal) -> str:
    """A fraction as a decimal writes it; one that would take more digits than any value needs stays as it is."""
    return format(number, "f") if abs(number.adjusted()) < _DIGITS else str(number)
