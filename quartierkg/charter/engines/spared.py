"""A graph of rdflib that spares the reference engine what nobody looks at.

pySHACL has each query of a shape parsed again for every node, and names every node of every result for people to read.
Here a query is parsed once, and an address is its own name; which results there are does not change.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

from rdflib import Graph
from rdflib.namespace import NamespaceManager
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor, Result

_KEPT: Final = 512
"""So many queries are kept as they were parsed; ours are a few dozen."""


class Spared(Graph):
    """A graph whose queries are parsed once, and in whose words nothing is named."""

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self.namespace_manager = _Unnamed(self, bind_namespaces="none")

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803
        initBindings: Mapping[str, Any] | None = None,  # noqa: N803
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> Result:
        """The answer to a query, which may use the prefixes that rdflib knows."""
        if isinstance(query_object, str) and initNs is None and not kwargs:
            query_object = _parsed(query_object)
        return super().query(query_object, processor, result, initNs, initBindings, use_store_provided, **kwargs)


class _Unnamed(NamespaceManager):
    """Prefixes for nobody: an address is written whole."""

    def bind(self, *_: Any, **__: Any) -> None:
        """Keep no prefix."""

    def normalizeUri(self, rdfTerm: str) -> str:  # noqa: N802, N803
        """The address itself."""
        return f"<{rdfTerm}>"


@lru_cache(_KEPT)
def _parsed(text: str) -> Query:
    return translateQuery(parseQuery(text), None, _prefixes())


@cache
def _prefixes() -> dict[str, Any]:
    return dict(Graph().namespaces())
