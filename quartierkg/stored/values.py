"""What a caller says, read as RDF terms: each value checked against its parameter, and every fault names it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Final, Protocol
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from quartierkg.errors import ParameterFault, UnknownValue
from quartierkg.language import LANGUAGES, Text, breakable, is_line, marked, unmarked
from quartierkg.preposition import of
from quartierkg.stored.parameter import STANDING, Kind, Parameter, Term
from quartierkg.stored.query import StoredQuery
from quartierkg.stored.year import year_from
from quartierkg.terms import ID, PREFIXES, curie, last_part, term
from quartierkg.vocabulary import bundled

_TODAY: Final = "today"
_LONGEST: Final = 200
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS: Final = 18
_NUMBER: Final = re.compile(rf"[+-]?[0-9]{{1,{_DIGITS}}}(\.[0-9]{{1,{_DIGITS}}})?")
_NEVER: Final = re.compile(r'[<>"{}|^`\\]')
"""What stands neither in an address (RFC 3987) nor in the name of a thing."""
_SHOWN: Final = 5
_ADDRESS_OR_NAME: Final = Text("La valeur est une adresse ou un nom.", "The value is an address or a name.")
_SEVERAL: Final = Text("Plusieurs s’appellent ainsi : {}.", "Several have that name: {}.")
_UNKNOWN: Final = Text("Le réseau ne connaît pas « {} ».", "The network knows no “{}”.")
_OF_ANOTHER_KIND: Final = Text(
    "« {} » est dans le réseau, mais n’est pas de cette sorte : {}.",
    "“{}” is in the network, but is not of this kind: {}.",
)
_LOOK_FOR: Final = Text(
    "Donnez son nom en entier, ou son adresse ; la recherche les trouve : {}",
    "Give its whole name or its address; search finds them: {}",
)
_NUMBERED: Final = re.compile(r"-([0-9]+)$")
_BOOLEANS: Final = {"true": "true", "1": "true", "yes": "true", "oui": "true", "false": "false", "0": "false"} | {
    "no": "false",
    "non": "false",
}


class Network(Protocol):
    """What the network says when values are read."""

    def holds(self, thing: NamedNode, class_: NamedNode) -> bool:
        """Whether a thing of that class is there."""

    def knows(self, thing: NamedNode) -> bool:
        """Whether anything is said of what a thing is."""

    def called(self, names: Collection[Literal]) -> Collection[NamedNode]:
        """The things that have one of these very names."""

    def first(self, text: str) -> Term | None:
        """The first value of the first row of a SELECT."""

    def names(self, things: Iterable[NamedNode]) -> Mapping[NamedNode, Text]:
        """What things are called; one without a name is not among them."""

    def invented(self, things: Iterable[NamedNode]) -> Collection[NamedNode]:
        """Those of some things that are invented as an example."""


@dataclass(frozen=True, slots=True)
class Values:
    """Every parameter of a query with its terms, and how they were said; what goes with a state stands beside it."""

    terms: Mapping[str, tuple[Term, ...]]
    said: Mapping[str, str]
    """The values as a caller would write them, those of the default included; what is left out is absent."""
    given: frozenset[str] = field(default_factory=frozenset)
    """The parameters that the caller named."""

    def number(self, name: str) -> int:
        """The value of a parameter that is a count."""
        return int(self.said[name])


def read(query: StoredQuery, given: Mapping[str, Sequence[str]], network: Network, today: datetime.date) -> Values:
    """The values of a query's parameters.

    :param given: what the caller says, by the name of the parameter; an empty text says nothing.
    :raises ParameterFault: when a parameter is unknown, missing or given twice, or its value does not fit.
    :raises UnknownValue: when a value names a thing that the network does not have.
    """
    _check_known(query, given)
    terms: dict[str, tuple[Term, ...]] = {}
    said: dict[str, str] = {}
    named: set[str] = set()
    for parameter in query.parameters:
        value = _one(parameter, given.get(parameter.name, ()))
        if value:
            named.add(parameter.name)
        else:
            value = _default(parameter, network)
        if value:
            terms[parameter.name] = _terms(parameter, value, network, today)
            terms |= _beside(parameter, terms[parameter.name])
            said[parameter.name] = _said(parameter, value, terms[parameter.name])
    for parameter in query.parameters:
        if parameter.name not in named and _comes_after(parameter, terms):
            terms[parameter.name] = (_year_before(terms[parameter.not_after or ""][0]),)
            said[parameter.name] = terms[parameter.name][0].value
    _check_order(query.parameters, terms)
    return Values(terms, said, frozenset(named))


def _check_known(query: StoredQuery, given: Iterable[str]) -> None:
    names = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in names:
            near = get_close_matches(name, names, 1)
            listed = ", ".join(names)
            raise ParameterFault(
                Text(
                    f"Cette question n’a pas ce paramètre (paramètres : {listed}).",
                    f"This question has no such parameter (parameters: {listed}).",
                ),
                source=name[:_LONGEST],
                remedy=Text(f"Paramètre proche : {near[0]}.", f"Nearest parameter: {near[0]}.") if near else None,
            )


def _one(parameter: Parameter, values: Sequence[str]) -> str:
    if len(set(values)) > 1:
        raise _fault(parameter, Text("Il est donné deux fois.", "It is given twice."))
    return values[0].strip() if values else ""


def _default(parameter: Parameter, network: Network) -> str:
    if parameter.default is not None:
        return parameter.default
    if parameter.default_query is not None:
        found = network.first(parameter.default_query)
        if found is not None:
            return found.value
    if parameter.optional or parameter.default_query is not None:
        return ""  # an empty network has nothing to begin with, and nothing to find
    raise _fault(parameter, Text("Il faut une valeur.", "A value is needed."))


def _terms(parameter: Parameter, value: str, network: Network, today: datetime.date) -> tuple[Term, ...]:
    """The terms that a value stands for."""
    if parameter.kind is Kind.OPTION:
        return _options(parameter, value)
    if parameter.kind is Kind.THING:
        return (_thing(parameter, value, network),)
    return (_literal(parameter, value, today),)


def _literal(parameter: Parameter, value: str, today: datetime.date) -> Literal:
    match parameter.kind:
        case Kind.DATE:
            return Literal(_date(parameter, value, today).isoformat(), datatype=term("xsd:date"))
        case Kind.BOOLEAN:
            if value.lower() not in _BOOLEANS:
                raise _fault(parameter, Text("La valeur est true ou false.", "The value is true or false."), value)
            return Literal(_BOOLEANS[value.lower()], datatype=term("xsd:boolean"))
        case Kind.INTEGER | Kind.DECIMAL:
            return _number(parameter, value)
        case _:
            return Literal(_text(parameter, value))


def _date(parameter: Parameter, value: str, today: datetime.date) -> datetime.date:
    if value.lower() == _TODAY:
        return today
    try:
        if _DATE.fullmatch(value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise _fault(parameter, Text("La valeur est une date, AAAA-MM-JJ.", "The value is a date, YYYY-MM-DD."), value)


def _number(parameter: Parameter, value: str) -> Literal:
    whole = parameter.kind is Kind.INTEGER
    try:
        number = Decimal(value) if _NUMBER.fullmatch(value) else None
    except InvalidOperation:  # pragma: no cover - the pattern admits nothing that Decimal refuses
        number = None
    if number is None or (whole and number != number.to_integral_value()):
        raise _fault(parameter, _number_text(parameter, whole=whole), value)
    if parameter.least is not None and number < parameter.least:
        raise _fault(parameter, Text("Au moins {}.", "At least {}.").filled(str(parameter.least)), value)
    if parameter.most is not None and number > parameter.most:
        raise _fault(parameter, Text("Au plus {}.", "At most {}.").filled(str(parameter.most)), value)
    datatype = term("xsd:integer") if whole else term("xsd:decimal")
    return Literal(str(int(number)) if whole else f"{number:f}", datatype=datatype)


def _number_text(parameter: Parameter, *, whole: bool) -> Text:
    """What a number has to be, from where to where."""
    kind = Text("un nombre entier", "a whole number") if whole else Text("un nombre", "a number")
    least, most = (None if one is None else str(one) for one in (parameter.least, parameter.most))
    if least is not None and most is not None:
        return Text("La valeur est {} de {} à {}.", "The value is {} from {} to {}.").filled(kind, least, most)
    if least is not None:
        said = Text(
            "La valeur est {} à partir de {}, de {} chiffres au plus.",
            "The value is {} from {} on, of at most {} digits.",
        )
        return said.filled(kind, least, _DIGITS)
    said = Text("La valeur est {} de {} chiffres au plus.", "The value is {} of at most {} digits.")
    return said.filled(kind, _DIGITS)


def _text(parameter: Parameter, value: str) -> str:
    if len(value) > _LONGEST:
        raise _fault(
            parameter, Text("Au plus {} caractères.", "At most {} characters.").filled(_LONGEST), value[:_LONGEST]
        )
    if not is_line(value):
        raise _fault(
            parameter,
            Text(
                "La valeur tient sur une ligne, sans caractère de contrôle.",
                "The value stands on one line, without control characters.",
            ),
        )
    return value


def _options(parameter: Parameter, value: str) -> tuple[Term, ...]:
    """The terms of an option, by its name, its IRI or its prefixed name."""
    wanted = value.casefold()
    for option in parameter.options:
        spellings = (option.name, *_spellings(option.iri))
        if wanted in {spelling.casefold() for spelling in spellings}:
            return option.terms
    names = [option.name for option in parameter.options]
    near = get_close_matches(value, names, 1)
    listed = ", ".join(names)
    raise _fault(
        parameter,
        Text("Valeurs possibles : {}.", "Possible values: {}.").filled(listed),
        value,
        Text(f"Valeur proche : {near[0]}.", f"Nearest value: {near[0]}.") if near else None,
    )


def _spellings(iri: NamedNode | None) -> tuple[str, ...]:
    """How else an option with an address may be named: by its address, by the end of it, by the number that ends it."""
    if iri is None:
        return ()
    numbered = _NUMBERED.search(last_part(iri))
    return (iri.value, curie(iri), last_part(iri), *([numbered[1]] if numbered else []))


def _thing(parameter: Parameter, value: str, network: Network) -> NamedNode:
    """A thing by its IRI, by the end of its address here, by its last part in any case, or by its name."""
    class_ = parameter.class_
    assert class_ is not None
    if not is_line(value) or _NEVER.search(value):
        raise _fault(parameter, _ADDRESS_OR_NAME, value)
    nodes = [NamedNode(iri) for iri in _iris(value) if _is_iri(iri)]
    found = next((node for node in nodes if network.holds(node, class_)), None)
    if found is not None:
        return found
    named = sorted((one for one in network.called(_names(value, class_)) if network.holds(one, class_)), key=str)
    if len(named) > 1:
        addresses = ", ".join(one.value.removeprefix(ID) for one in named[:_SHOWN])
        raise _fault(parameter, _SEVERAL.filled(addresses), value)
    if named:
        return named[0]
    shown = value[:_LONGEST]
    kind = Text(*(bundled().label(class_, language) or last_part(class_) for language in LANGUAGES))
    known = any(network.knows(node) for node in nodes)
    raise UnknownValue(
        _OF_ANOTHER_KIND.filled(shown, kind) if known else _UNKNOWN.filled(shown),
        source=parameter.name,
        remedy=None if known else _LOOK_FOR.filled(f"/search?{urlencode({'q': shown})}"),
    )


def _names(value: str, class_: NamedNode) -> list[Literal]:
    """What a thing may be called of which somebody says this.

    The apostrophe may be that of typewriters; that it is a Quartier, or invented, may be left out.
    """
    said, kind = unmarked(breakable(value).replace("'", "’")), last_part(class_)
    found = []
    for language in LANGUAGES:
        whole = {said, f"{kind} {said}", f"{kind} {of(said)}", f"{said} {kind}"}
        whole |= {value, *(marked(name, language) for name in whole)}
        found += [Literal(name, language=language) for name in sorted(whole)]
    return [*found, Literal(said)]


def _iris(value: str) -> tuple[str, ...]:
    """The addresses that a value may stand for, the most literal first."""
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES:
        return (PREFIXES[prefix] + local,)
    if colon:
        return (value,)
    slug = "-".join(value.casefold().split())
    return (ID + value, *(f"{ID}{kind}/{end}" for kind in ("quartier", "actor") for end in (value, slug)))


def _is_iri(value: str) -> bool:
    try:
        NamedNode(value)
    except ValueError:
        return False
    return not _NEVER.search(value) and " " not in value


def _check_order(parameters: Sequence[Parameter], terms: Mapping[str, tuple[Term, ...]]) -> None:
    """What comes before something else must not come after it."""
    labels = {parameter.name: parameter.label for parameter in parameters}
    for parameter in parameters:
        if _comes_after(parameter, terms):
            last = parameter.not_after or ""
            raise _fault(
                parameter,
                Text("La valeur ne peut dépasser « {} » ({}).", "The value cannot exceed “{}” ({}).").filled(
                    labels[last], last
                ),
                terms[parameter.name][0].value,
            )


def _comes_after(parameter: Parameter, terms: Mapping[str, tuple[Term, ...]]) -> bool:
    """Whether a value comes after the one that it must not come after."""
    first, last = terms.get(parameter.name), terms.get(parameter.not_after or "")
    return first is not None and last is not None and _comparable(first[0]) > _comparable(last[0])


def _year_before(found: Term) -> Term:
    """For a default that would come too late: a day that does not; what is no date stands for itself."""
    if not isinstance(found, Literal) or found.datatype != term("xsd:date"):
        return found
    earlier = year_from(datetime.date.fromisoformat(found.value), -1) or datetime.date.min
    return Literal(earlier.isoformat(), datatype=found.datatype)


def _comparable(found: Term) -> tuple[Decimal, str]:
    value = found.value
    return (Decimal(value), "") if _NUMBER.fullmatch(value) else (Decimal(0), value)


def _beside(parameter: Parameter, terms: tuple[Term, ...]) -> dict[str, tuple[Term, ...]]:
    """What the texts name beside a state: the property that tells its days."""
    days = next((option.days for option in parameter.options if option.terms == terms), None)
    return {} if days is None else {STANDING: (days,)}


def _said(parameter: Parameter, value: str, terms: Sequence[Term]) -> str:
    """A value as it stands in an address."""
    if parameter.kind is Kind.OPTION:
        return next((option.name for option in parameter.options if option.terms == tuple(terms)), value)
    return terms[0].value


def _fault(parameter: Parameter, text: Text, value: str | None = None, remedy: Text | None = None) -> ParameterFault:
    shown = "" if value is None else value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    said = text if value is None else Text("« {} » ne convient pas. {}", "“{}” does not fit. {}").filled(shown, text)
    return ParameterFault(said, source=parameter.name, remedy=remedy)
