"""What the other server does in its own way: measured once, when the service joins it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

from pyoxigraph import Literal, QueryResultsFormat, QuerySolutions, parse_query_results

from quartierkg.endpoint import Endpoint
from quartierkg.errors import QueryFault, StoreFault
from quartierkg.language import Text
from quartierkg.media import RESULTS_JSON
from quartierkg.remote.exchange import NOWHERE, Request, cap, read, send
from quartierkg.snapshot.graphs import NETWORK
from quartierkg.terms import term

_MANY: Final = "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 200000"
_WRITTEN: Final = (
    ("01", "xsd:integer"),
    ("1.50", "xsd:decimal"),
    ("true", "xsd:boolean"),
    ("P1Y12M", "xsd:duration"),
    ("2024", "xsd:gYear"),
)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What holds of a server, beside what the protocol promises."""

    blank_nodes: bool = True
    """Whether its names of blank nodes are those that the results format has; else answers are read whole first."""
    booleans: bool = True
    """Whether it answers ASK with a boolean, and not with a table."""
    lexical_forms: bool = True
    """Whether literals come back as they were written: ``01``, ``1.50``."""
    datatypes: bool = True
    """Whether every literal keeps its datatype."""
    rows: int | None = None
    """After how many rows it cuts answers off; None where it was not seen to."""

    def value(self) -> dict[str, Any]:
        """The capabilities for another process, and for /health."""
        return asdict(self)

    @classmethod
    def read(cls, value: dict[str, Any]) -> Self:
        """The capabilities that :meth:`value` wrote."""
        return cls(**value)


def probe(endpoint: Endpoint) -> Capabilities:
    """What a server that holds the network does in its own way.

    :raises StoreFault: when it shows other graphs than those that a request names: then it cannot serve strangers.
    :raises RemoteFault: when it does not answer.
    """
    _check_dataset(endpoint)
    written = tuple(_constants(endpoint))
    return Capabilities(
        blank_nodes=_reads(endpoint, "SELECT ?b WHERE { BIND(BNODE() AS ?b) }"),
        booleans=b'"boolean"' in _answer(endpoint, "ASK {}"),
        lexical_forms=all(found is not None and found.value == said.value for said, found in written),
        datatypes=all(found is not None and found.datatype == said.datatype for said, found in written),
        rows=_cap(endpoint),
    )


def _check_dataset(endpoint: Endpoint) -> None:
    """Nothing, where a server shows the graphs that a request names and no others (SPARQL 1.1 Protocol, 2.1.4)."""
    asked = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
    in_graph = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1"
    shown = _answer(endpoint, asked, default=(NETWORK.value,))
    constant = f"SELECT ?s WHERE {{ GRAPH <{NETWORK.value}> {{ ?s ?p ?o }} }} LIMIT 1"
    hidden = (_answer(endpoint, query) for query in (asked, in_graph, constant))
    if not _rows(shown) or any(map(_rows, hidden)):
        raise StoreFault(
            Text(
                "L’entrepôt distant ne s’en tient pas aux graphes que la requête HTTP nomme (default-graph-uri, "
                "named-graph-uri).",
                "The remote store does not keep to the graphs that the request names (default-graph-uri, "
                "named-graph-uri).",
            ),
            remedy=Text(
                "Sans cela, tout ce qu’il contient serait public : choisissez un autre serveur, ou un autre réglage.",
                "Without that, all that it holds would be public: choose another server, or another setting of it.",
            ),
        )


def _constants(endpoint: Endpoint) -> Iterator[tuple[Literal, Literal | None]]:
    """Some literals, and what each comes back as."""
    for value, datatype in _WRITTEN:
        said = Literal(value, datatype=term(datatype))
        try:
            found = _rows(_answer(endpoint, f"SELECT ?v WHERE {{ BIND({said} AS ?v) }}"))
        except (SyntaxError, QueryFault):
            found = ()
        one = found[0] if found else None
        yield said, one if isinstance(one, Literal) else None


def _reads(endpoint: Endpoint, query: str) -> bool:
    try:
        return bool(_rows(_answer(endpoint, query)))
    except (SyntaxError, QueryFault):
        return False


def _rows(written: bytes) -> tuple[Any, ...]:
    """The first value of each row."""
    found = parse_query_results(written, QueryResultsFormat.JSON)
    return tuple(row[0] for row in found) if isinstance(found, QuerySolutions) else ()


def _answer(endpoint: Endpoint, query: str, default: tuple[str, ...] = (NOWHERE,)) -> bytes:
    with send(endpoint, Request(query, default, (NOWHERE,), RESULTS_JSON)) as response:
        return read(response)


def _cap(endpoint: Endpoint) -> int | None:
    """After how many rows an answer of very many is cut off; they are not read."""
    request = Request(_MANY, (NETWORK.value,), (NOWHERE,), RESULTS_JSON)
    with send(endpoint, request) as response:
        return cap(response)
