"""Linked data: what a person or a machine reads about a thing, derived from a snapshot."""

from quartierkg.publish.description import Description, describe
from quartierkg.publish.labels import label, local_name
from quartierkg.publish.writing import write

__all__ = ["Description", "describe", "label", "local_name", "write"]
