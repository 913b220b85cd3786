"""The addresses of rows: given as they are, below the address of the dossier, or made from names."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from pyoxigraph import NamedNode

from quartierkg.terms import BLANK, ID, PREFIXES, last_part
from quartierkg.workbook import words
from quartierkg.workbook.cell import Bad

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+|urn:\S+")
_BRACKETED: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x1f]*)>")
_UNFIT: Final = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f]")
_LABEL: Final = re.compile(r"_:([A-Za-z0-9_][A-Za-z0-9_.-]*)")
_WORD: Final = re.compile(r"[a-z0-9]+")
_HUMPS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PREFIXED: Final = re.compile(r"([a-z0-9]+):([A-Za-z0-9._~-]+)")
_LIGATURES: Final = str.maketrans({"’": " ", "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})
_LONGEST: Final = 60


def slug(name: str) -> str:
    """A name as a part of an address: letters without accents, digits and hyphens; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LIGATURES))
    return "-".join(_WORD.findall(plain.encode("ascii", "ignore").decode()))[:_LONGEST].strip("-")


def of_class(class_: NamedNode) -> str:
    """A class as a part of an address: ``RealEstateOffer`` is ``real-estate-offer``."""
    return _HUMPS.sub("-", last_part(class_)).lower()


def below(quartier: str) -> str:
    """The address below which the rows of a dossier have theirs, where it says none: made from its Quartier's name."""
    return f"{ID}{slug(quartier) or 'dossier'}/"


def base_of(dossier: NamedNode) -> str:
    """What the addresses of a dossier begin with: its own, without the last part."""
    head, sharp, _ = dossier.value.rpartition("#")
    if sharp:
        return head + sharp
    head, slash, _ = dossier.value.rpartition("/")
    return head + slash if head.count("/") >= 2 else dossier.value + "/"


def known(written: str) -> NamedNode | None:
    """The thing that is written as an address or by one of our prefixes; None for what is neither."""
    bracketed = _BRACKETED.fullmatch(written)
    if bracketed is not None:
        return _node(bracketed[1])
    if _ABSOLUTE.fullmatch(written) and not _UNFIT.search(written):
        return _node(written)
    found = _PREFIXED.fullmatch(written)
    return NamedNode(PREFIXES[found[1]] + found[2]) if found and found[1] in PREFIXES else None


def is_absolute(written: str) -> bool:
    """Whether a text is a whole address, below which others may stand."""
    return bool(_ABSOLUTE.fullmatch(written)) and not _UNFIT.search(written) and _node(written) is not None


def _node(iri: str) -> NamedNode | None:
    """The thing of an address; None where its grammar (RFC 3987) has none like it: an open bracket, half a ``%``."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


class Addresses:
    """The addresses of the rows of one workbook."""

    def __init__(self, base: str) -> None:
        """Addresses below one, which ends where they begin."""
        self.base = base if base.endswith(("/", "#", ":")) else f"{base}/"
        self._labels: dict[str, NamedNode] = {}
        self._fresh = 0
        self._made: dict[tuple[NamedNode, str], NamedNode] = {}
        self._taken: set[NamedNode] = set()
        self._last: dict[str, int] = {}
        """The last number that was given to names of which one address would come."""

    def given(self, identifier: str) -> NamedNode:
        """The thing of an identifier.

        :raises Bad: when it cannot be one.
        """
        said = identifier.strip()
        label = _LABEL.fullmatch(said)
        if label is not None:
            return self._labels.setdefault(label[1], self.blank())
        absolute = known(said) if said.startswith("<") or _ABSOLUTE.fullmatch(said) else None
        if absolute is not None:
            return absolute
        found = _node(self.base + said) if said and not _UNFIT.search(said) and ":" not in said else None
        if found is None:
            raise Bad(words.NO_IDENTIFIER, identifier)
        return found

    def named(self, class_: NamedNode, name: str) -> NamedNode:
        """The thing of a name among those of a class; the same one each time."""
        key = (class_, name)
        if key not in self._made:
            start = f"{self.base}{of_class(class_)}/{slug(name) or 'x'}"
            number = self._last.get(start, 0) + 1
            found = NamedNode(start if number == 1 else f"{start}-{number}")
            while found in self._taken:
                number += 1
                found = NamedNode(f"{start}-{number}")
            self._last[start] = number
            self._taken.add(found)
            self._made[key] = found
        return self._made[key]

    def alone(self, class_: NamedNode) -> NamedNode:
        """The only thing of a class, which nobody named."""
        return NamedNode(self.base + of_class(class_))

    def blank(self) -> NamedNode:
        """A thing without an address; what intake calls such a one."""
        self._fresh += 1
        return NamedNode(f"{BLANK}d{self._fresh - 1}")
