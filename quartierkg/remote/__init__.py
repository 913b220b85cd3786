"""The same published graphs kept by another SPARQL server, which answers the queries in place of the embedded engine.

The journal and the index built from it stay here: the other server holds a copy, put there graph by graph.
"""

from quartierkg.remote.remote import Remote

__all__ = ["Remote"]
