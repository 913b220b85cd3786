"""Where ontology, shapes, data and tutorials are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from quartierkg.errors import StoreFault
from quartierkg.language import Text

# The wheel carries the folders under this name (pyproject.toml, force-include).
_PACKAGED = "resources"
# Of a checkout, those that do not stand at its top.
_BESIDE = {"tutorials": "docs/tutorials"}


@cache
def folder(name: str) -> Traversable:
    """The folder ``ontology``, ``shapes``, ``data`` or ``tutorials``.

    :raises StoreFault: when the installation lacks it.
    """
    packaged = files("quartierkg") / _PACKAGED / name
    beside = Path(__file__).parent.parent / _BESIDE.get(name, name)
    for candidate in (packaged, beside):
        if candidate.is_dir():
            return candidate
    raise StoreFault(
        Text(
            f"Le dossier « {name} » manque à l’installation.", f"The folder {name!r} is missing from the installation."
        ),
        remedy=Text("Réinstallez quartierkg.", "Install quartierkg again."),
    )


def turtle_files(directory: Traversable) -> list[Traversable]:
    """The Turtle files of a folder and its subfolders, in a fixed order."""
    found: list[Traversable] = []
    for entry in sorted(directory.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            found.extend(turtle_files(entry))
        elif entry.name.endswith(".ttl"):
            found.append(entry)
    return found
