"""The second tier: what is worked out beside the service after a revision, so that questions are answered sooner.

It only accelerates. Each part is marked with the revision that it describes, and nothing but that revision is ever
answered from it; without it, the same rows come from the graphs. Only search has nothing but its index.
"""

from typing import Final

from quartierkg.tier.tables import Tables, build

TABLES: Final = "tables.sqlite"
SEARCH: Final = "search.sqlite"

__all__ = ["SEARCH", "TABLES", "Tables", "build"]
