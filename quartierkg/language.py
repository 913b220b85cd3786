"""Two languages, one order: French first, English complete.

Every visible string is a :class:`Text` that holds both languages, so that neither can be forgotten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

Language = Literal["fr", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")
DEFAULT: Final[Language] = "fr"

_LONGEST: Final = 240
_BREAKS: Final = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]\s*")

# French puts a narrow no-break space before ; ! ? and a no-break space before : and inside guillemets
# (Lexique des règles typographiques en usage à l'Imprimerie nationale).
_FRENCH_SPACES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r" (?=[;!?](?:\s|$|[)»]))"), "\u202f"),
    (re.compile(r" (?=:(?:\s|$))"), "\u00a0"),
    (re.compile(r"(?<=«) "), "\u00a0"),
    (re.compile(r" (?=»)"), "\u00a0"),
    (re.compile(r"(?<=[0-9]) (?=(?:m²|%|€|min|km|Mbit/s)(?:\W|$))"), "\u00a0"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """One visible string in French and in English."""

    fr: str
    en: str

    @classmethod
    def alike(cls, said: object) -> Text:
        """What reads alike in both languages."""
        return cls(str(said), str(said))

    def in_(self, language: Language) -> str:
        """The string in one language, French with the spaces that French typography asks for."""
        return typeset(self.fr) if language == "fr" else self.en

    def filled(self, *values: Text | str | int) -> Text:
        """The string with its braces filled, by words or by what reads alike in both languages."""
        words = [value if isinstance(value, Text) else Text.alike(value) for value in values]
        return Text(self.fr.format(*(one.fr for one in words)), self.en.format(*(one.en for one in words)))

    def with_unit(self, unit: str | None) -> Text:
        """A number with its unit, which English joins to a per cent; words take none."""
        if not unit or not self.fr[-1:].isdigit():
            return self
        return Text(f"{self.fr} {unit}", f"{self.en}%" if unit == "%" else f"{self.en} {unit}")

    def shortened(self) -> Text:
        """The beginning of a long string, on one line."""
        return Text(shortened(self.fr), shortened(self.en))

    def __reduce__(self) -> tuple[object, ...]:
        """From another process a rule's message comes with each of its findings: it is kept once."""
        return _shared, (self.fr, self.en)


@lru_cache(maxsize=4096)
def _shared(fr: str, en: str) -> Text:
    return Text(fr, en)


def shortened(said: str) -> str:
    """The beginning of what a stranger says, on one line: enough to recognise it by."""
    line = _BREAKS.sub(" ", said)
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"


def typeset(french: str) -> str:
    """French text with its no-break spaces; text that has them already is left as it is."""
    # A page says the same words on every thing; what is long is said once.
    return _short(french) if len(french) <= _LONGEST else _spaced(french)


@lru_cache(4096)
def _short(french: str) -> str:
    return _spaced(french)


def _spaced(french: str) -> str:
    for pattern, space in _FRENCH_SPACES:
        french = pattern.sub(space, french)
    return french


def choose(*, asked: str | None, accept: str | None) -> Language:
    """The language of an answer: ``?lang=`` before ``Accept-Language``, French by default.

    :param asked: the value of ``lang``, or None; in any case; an unknown one counts as not asked.
    :param accept: an ``Accept-Language`` header (RFC 9110, 12.5.4), or None.
    """
    for language in LANGUAGES:
        if asked is not None and asked.strip().casefold() == language:
            return language
    ranked = sorted(_preferences(accept or ""), key=lambda entry: -entry[1])
    return next((language for language, quality in ranked if quality > 0), DEFAULT)


def _preferences(header: str) -> list[tuple[Language, float]]:
    """The languages of ours that the header names, each with its quality, in the header's order."""
    found: list[tuple[Language, float]] = []
    for entry in header.split(","):
        tag, _, parameter = entry.strip().partition(";")
        quality = _quality(parameter)
        primary = tag.strip().lower().split("-")[0]
        for language in LANGUAGES:
            if primary == language or (primary == "*" and language == DEFAULT):
                found.append((language, quality))
    return found


def _quality(parameter: str) -> float:
    """The quality value of one header entry; a malformed one counts as zero."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return max(0.0, min(1.0, float(value)))
    except ValueError:
        return 0.0


def number(value: str, language: Language) -> str:
    """A number as a reader of the language writes it: « 49 999,5 » or "49,999.5".

    A value that is not a plain number comes back unchanged.
    """
    if not re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", value):
        return value
    sign = "-" if value.startswith("-") else ""
    whole, _, fraction = value.lstrip("+-").partition(".")
    fraction = fraction.rstrip("0")
    separator, point = ("\u202f", ",") if language == "fr" else (",", ".")
    return sign + _grouped(whole.lstrip("0") or "0", separator) + (point + fraction if fraction else "")


_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def day(value: str, language: Language) -> str:
    """A day as a reader of the language writes it: « 1ᵉʳ mai 2014 » or "1 May 2014".

    :param value: a day or a moment by ISO 8601; anything else comes back unchanged.
    """
    found = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])", value)
    if found is None or not 1 <= int(found[2]) <= 12:
        return value
    number_ = "1ᵉʳ" if language == "fr" and found[3] == "01" else str(int(found[3]))
    return f"{number_}\u00a0{_MONTHS[language][int(found[2]) - 1]} {int(found[1])}"


def dated(value: str) -> Text:
    """A day in both languages."""
    return Text(day(value, "fr"), day(value, "en"))


_INVENTED: Final = Text("{} (fictif)", "{} (fictional)")
_SAYS_SO: Final = re.compile(r"\((?:[^()]*[\s,])?(?:fictifs?|fictives?|fictional)\b[^()]*\)$")


def marked(name: str, language: Language) -> str:
    """The name of what is invented, in text that has no other mark: it says so once."""
    return name if _SAYS_SO.search(name) else _INVENTED.filled(name).in_(language)


def unmarked(name: str) -> str:
    """A name without the mark of what is invented."""
    return _SAYS_SO.sub("", name).rstrip()


_UNBROKEN: Final = re.compile(r"[\u00a0\u202f]")


def is_line(text: str) -> bool:
    """Whether a text stands on one line, without characters that nobody sees; spaces that do not break may be seen."""
    return breakable(text).isprintable()


def breakable(text: str) -> str:
    """A text with ordinary spaces only: what is copied from a page has others."""
    return _UNBROKEN.sub(" ", text)


def _grouped(digits: str, separator: str) -> str:
    """Digits by threes from the right; as text, because Python converts no number of more than 4,300 digits."""
    first = len(digits) % 3 or 3
    return separator.join((digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))))
