"""Shapes are used only as they were linted: their digest is recorded beside them and compared when they are loaded."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from quartierkg import resources
from quartierkg.charter.document import versions
from quartierkg.charter.rules import digest
from quartierkg.errors import ShapesFault
from quartierkg.language import Text

RECORD: Final = "linted.sha256"


def require_all_linted() -> None:
    """Nothing, when the shapes of every version may be used: what is asked before anything is served or judged.

    :raises ShapesFault: when some do not pass.
    """
    for version in versions():
        require_linted(version)


@cache
def require_linted(version: str) -> None:
    """Nothing, when the shapes of a version are the linted ones; else they are linted now.

    :raises ShapesFault: when they do not pass; it names the file and the line of the first fault.
    """
    if digest(version) == recorded(version):
        return
    from quartierkg.charter.lint import lint  # slow, and only needed for shapes that nobody has linted

    faults = lint(version)
    if faults:
        first = faults[0]
        raise ShapesFault(
            Text(
                f"Les formes de la version {version} ne passent pas le contrôle : {first.text.fr}",
                f"The shapes of version {version} do not pass the lint: {first.text.en}",
            ),
            source=first.file,
            place=first.place,
            remedy=Text(
                "« quartierkg shapes lint » montre toutes les fautes.", "'quartierkg shapes lint' shows every fault."
            ),
        )


def recorded(version: str) -> str | None:
    """The digest under which a version was linted, or None."""
    record = resources.folder("shapes") / version / RECORD
    return record.read_text(encoding="ascii").strip() if record.is_file() else None


def record(version: str) -> Path:
    """Write down that the shapes of a version were linted as they are now; call it only when they have no fault.

    :returns: the file that says so.
    """
    file = Path(str(resources.folder("shapes") / version / RECORD))
    file.write_text(digest(version) + "\n", encoding="ascii")
    return file
