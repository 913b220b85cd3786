"""Where in a workbook each statement stands, and which cells could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from quartierkg.errors import Place
from quartierkg.language import Text


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The places of the statements of a workbook."""

    values: tuple[Place, ...]
    subjects: tuple[Place, ...]

    def value(self, number: int) -> Place | None:
        """The cell that says the value of the n-th statement, from 0."""
        return self.values[number] if number < len(self.values) else None

    def subject(self, number: int) -> Place | None:
        """The first cell of the row of its subject."""
        return self.subjects[number] if number < len(self.subjects) else None


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one cell, column or sheet."""

    place: Place
    text: Text

    @property
    def line(self) -> Text:
        """It, behind the name of the cell."""
        return Text("{} : {}", "{}: {}").filled(self.place.cell, self.text)
