"""What may come next in a case, worked out once for as long as the case, the graphs and the day stay the same."""

from __future__ import annotations

from typing import Final

from quartierkg.register.prospect import Prospect
from quartierkg.web.latest import Latest

Key = tuple[str, int, str, str]
"""A Quartier, the entry that changed its case last, the revision of the graphs and the day."""
Outlook = tuple[Prospect, ...]
_MOST: Final = 256


class Outlooks(Latest[Key, Outlook]):
    """The latest of them, one at a time: whoever files or decides finds a clerk all the same."""

    def __init__(self, most: int = _MOST) -> None:
        """Nothing yet.

        :param most: so many are kept.
        """
        super().__init__(most)
