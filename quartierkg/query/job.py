"""A query that was admitted, ready for a worker: its text, the graphs that it sees, the format of its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from quartierkg.media import GRAPHS, RESULTS, MediaType
from quartierkg.query.dataset import dataset
from quartierkg.query.guard import Query
from quartierkg.query.protocol import Question

_FORMATS = {media.essence: media for media in (*RESULTS, *GRAPHS)}


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked."""

    text: str
    default: tuple[str, ...] | None
    """The graphs of the default graph; None where the query's own FROM clauses say them."""
    named: tuple[str, ...] | None
    media: MediaType
    base: str | None = None
    """What relative IRIs are resolved against (SPARQL 1.1 Query, 4.1.1.2); None: they are refused."""
    open: bool = False
    """Whether the query's own FROM clauses may name every graph of the store: those of a test suite."""

    @classmethod
    def of(
        cls, question: Question, query: Query, media: MediaType, base: str | None = None, *, plain: bool = False
    ) -> Self:
        """The job that an admitted question makes.

        :param media: one of the formats of the query's form.
        :param base: what relative IRIs are resolved against.
        :param plain: whether the dataset is that of a test suite.
        """
        graphs = dataset(question, query, plain=plain)
        if graphs is None:
            return cls(query.text, None, None, media, base, plain)
        default, named = (tuple(graph.value for graph in found) for found in (graphs.default, graphs.named))
        return cls(query.text, default, named, media, base)

    def value(self) -> dict[str, Any]:
        """The job for another process."""
        media = self.media.essence
        graphs = {"default": self.default, "named": self.named, "open": self.open}
        return {"text": self.text, "media": media, "base": self.base} | graphs

    @classmethod
    def read(cls, value: dict[str, Any]) -> Self:
        """The job that :meth:`value` wrote."""
        default, named = (tuple(found) if found is not None else None for found in (value["default"], value["named"]))
        return cls(value["text"], default, named, _FORMATS[value["media"]], value["base"], value["open"])
