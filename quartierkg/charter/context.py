"""What a dossier cannot say of itself: known Quartiers, committee assertions, a proposed award, the day."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from quartierkg import resources
from quartierkg.errors import Refused, UsageFault
from quartierkg.intake import parse
from quartierkg.intake.dossier import Dossier
from quartierkg.intake.limits import DOSSIER
from quartierkg.intake.source import Source, from_path
from quartierkg.language import Text
from quartierkg.terms import PREFIXES, term

_TYPE: Final = term("rdf:type")
_XSD_DATE: Final = NamedNode(PREFIXES["xsd"] + "date")
_DAY: Final = Text("Jour du contrôle (--day, ?day=, qn:day)", "Day of the check (--day, ?day=, qn:day)")
_STATED: Final = {
    term("qn:day"): Text("Jour du contrôle (qn:day)", "Day of the check (qn:day)"),
    term("qn:proposedDate"): Text("Remise proposée (qn:proposedDate)", "Proposed award (qn:proposedDate)"),
}
# XML Schema 1.1 part 2, 3.3.9: a date may have a time zone.
_ZONE: Final = re.compile(r"(?:Z|[+-]\d\d:\d\d)$", re.ASCII)
_AWARD: Final = Text("Remise proposée (--award-date, ?award-date=)", "Proposed award (--award-date, ?award-date=)")
# What would make a context pose as a dossier.
_NOT_HERE: Final = frozenset((term("qn:concerns"), term("qn:checkedOn"), term("qn:awardProposedOn")))


@dataclass(frozen=True, slots=True)
class Context:
    """The context of a check."""

    triples: tuple[Triple, ...]
    digests: tuple[str, ...]
    """The SHA-256 of each source."""
    day: str
    """The day that the check is for, as ``YYYY-MM-DD``."""
    award: str | None = None
    """An award date proposed from outside the sources, as ``YYYY-MM-DD``."""

    @property
    def sha256(self) -> str:
        """The digest of everything that this context adds to a check."""
        stated = json.dumps([*sorted(self.digests), self.day, self.award])
        return hashlib.sha256(stated.encode()).hexdigest()

    @property
    def known(self) -> frozenset[NamedNode]:
        """The resources that it describes."""
        return frozenset(triple.subject for triple in self.triples if isinstance(triple.subject, NamedNode))

    def facts(self, dossier: Dossier) -> list[Triple]:
        """The day of the check and the proposed award, laid on the dossier for the shapes to compare with."""
        found = [Triple(dossier.iri, term("qn:checkedOn"), Literal(self.day, datatype=_XSD_DATE))]
        for date in dict.fromkeys((*self._awards(dossier), *((self.award,) if self.award else ()))):
            found.append(Triple(dossier.iri, term("qn:awardProposedOn"), Literal(date, datatype=_XSD_DATE)))
        return found

    def _awards(self, dossier: Dossier) -> list[str]:
        """The award dates that the sources propose for a dossier."""
        awards = {t.subject for t in self.triples if t.predicate == term("qn:proposedFor") and t.object == dossier.iri}
        return [
            triple.object.value
            for triple in self.triples
            if triple.subject in awards
            and triple.predicate == term("qn:proposedDate")
            and isinstance(triple.object, Literal)
        ]


def read(sources: Sequence[Source], *, day: str | None = None, award: str | None = None) -> Context:
    """The context that some sources hold together.

    :param day: the day of the check; else the one that a source states, else today.
    :raises Unreadable: when a source cannot be parsed safely, or is a dossier.
    :raises UsageFault: when a date is not one.
    """
    triples: list[Triple] = []
    for number, source in enumerate(sources):
        found = parse.statements(source, DOSSIER, blank=f"c{number}x")
        if any(triple.predicate == _TYPE and triple.object == term("qn:Dossier") for triple in found):
            raise _a_dossier(source)
        _check_dates(found, source)
        triples.extend(found)
    kept = tuple(triple for triple in triples if triple.predicate not in _NOT_HERE)
    stated = day or _day(kept) or datetime.date.today().isoformat()
    return Context(kept, tuple(source.sha256 for source in sources), *_dates(stated, award))


def bundled(data: Path | None = None, *, day: str | None = None, award: str | None = None) -> Context:
    """The context that comes with the product: the Quartiers of the bundled network and their states.

    :param data: the folder that replaces the release's data; its own context counts, where it has one.
    :raises Unreadable: when that context cannot be read.
    """
    context = _bundled(data)
    stated = day or datetime.date.today().isoformat()
    dates = _dates(stated, award)
    return replace(context, day=dates[0], award=dates[1])


@cache
def _bundled(data: Path | None) -> Context:
    own = data / "contexts" / "network.ttl" if data is not None else None
    if own is not None and own.is_file():
        return read([from_path(own, DOSSIER)])
    file = resources.folder("data") / "contexts" / "network.ttl"
    return read([Source(file.name, file.read_bytes())])


def _a_dossier(source: Source) -> Refused:
    return Refused(
        Text(
            "Un contexte ne contient pas de dossier (qn:Dossier) : il dit ce que le dossier ne peut dire de lui-même.",
            "A context holds no dossier (qn:Dossier): it says what a dossier cannot say of itself.",
        ),
        source=source.name,
        remedy=Text("Donnez-le comme dossier à juger.", "Give it as the dossier to judge."),
    )


def _dates(day: str, award: str | None) -> tuple[str, str | None]:
    return _date(day, _DAY), _date(award, _AWARD) if award else None


def _check_dates(triples: Iterable[Triple], source: Source) -> None:
    """Refuse a source whose dates are none: the rows that compare with them would fail a dossier for it.

    :raises UsageFault: naming the source.
    """
    for triple in triples:
        what = _STATED.get(triple.predicate)
        if what is not None:
            found = triple.object
            try:
                _date(_ZONE.sub("", found.value) if isinstance(found, Literal) else str(found), what)
            except UsageFault as fault:
                fault.source = source.name
                raise


def _date(value: str, what: Text) -> str:
    """A calendar date as it was written.

    :raises UsageFault: when it is not ``YYYY-MM-DD``.
    """
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError as fault:
        raise UsageFault(
            Text(f"{what.fr} : « {value} » n’est pas une date.", f"{what.en}: {value!r} is not a date."),
            remedy=Text("Écrivez AAAA-MM-JJ.", "Write YYYY-MM-DD."),
        ) from fault


def _day(triples: Iterable[Triple]) -> str | None:
    days = (triple.object for triple in triples if triple.predicate == term("qn:day"))
    return next((day.value for day in days if isinstance(day, Literal)), None)
