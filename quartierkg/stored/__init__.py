"""Stored queries: questions that are ready, read from ``data/queries/``, with values bound as RDF terms."""

from quartierkg.stored.binding import Bound, bind
from quartierkg.stored.library import library, stored_query
from quartierkg.stored.parameter import Parameter
from quartierkg.stored.query import Column, StoredQuery
from quartierkg.stored.values import Values, read

__all__ = ["Bound", "Column", "Parameter", "StoredQuery", "Values", "bind", "library", "read", "stored_query"]
