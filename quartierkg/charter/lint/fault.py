"""One fault of the shapes: what is wrong, where, and the way out."""

from __future__ import annotations

from dataclasses import dataclass

from quartierkg.errors import Place, ShapesFault
from quartierkg.language import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the shapes."""

    text: Text
    file: str | None = None
    place: Place | None = None
    remedy: Text | None = None

    @property
    def error(self) -> ShapesFault:
        """The fault as an error that stops the product."""
        return ShapesFault(self.text, source=self.file, place=self.place, remedy=self.remedy)
