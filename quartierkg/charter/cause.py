"""Why a rule is violated: what each candidate lacks, in the words of the conditions that the shapes put on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quartierkg.charter.anchor import Anchor, Settled
from quartierkg.errors import Place
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Cause:
    """A condition that does not hold, or a thing with what it lacks."""

    label: Text | None
    """The thing, by its name; None where the cause speaks of the thing above it."""
    message: Text | None
    """The condition that does not hold; None where the causes below say it."""
    causes: tuple[Cause, ...] = ()
    anchor: Anchor | Settled | None = None

    @property
    def position(self) -> Place | None:
        """Where in the source it points to."""
        return self.anchor.place if self.anchor is not None else None

    def settled(self) -> Cause:
        """The same without the source that places are looked up in."""
        anchor = self.anchor.settled() if self.anchor is not None else None
        return replace(self, anchor=anchor, causes=tuple(cause.settled() for cause in self.causes))

    @property
    def weight(self) -> int:
        """How many conditions do not hold; those below one that is told in words say why, and do not count."""
        return 1 if self.message is not None else sum(cause.weight for cause in self.causes)
