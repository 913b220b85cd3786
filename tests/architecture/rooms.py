"""The packages of the product, their layers and who imports whom, as import-linter and grimp know them."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

import grimp
import networkx as nx

from tests.samples import ROOT

ROOM: Final = "quartierkg"


@dataclass(frozen=True, slots=True)
class Plan:
    """Layers from the top down, and the arrows between their packages."""

    layers: tuple[tuple[str, ...], ...]
    arrows: tuple[tuple[str, str], ...]
    """Who imports whom, without what follows from other arrows; the ground at the bottom has none."""


@cache
def plan() -> Plan:
    """The plan of the code as it is."""
    layers = _layers()
    above = {name for layer in layers[:-1] for name in layer}
    graph = grimp.build_graph(ROOM, cache_dir=None)
    found: nx.DiGraph = nx.DiGraph()
    for module in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(module):
            one, other = _room(module), _room(imported)
            if one != other and {one, other} <= above:
                found.add_edge(one, other)
    return Plan(layers, tuple(sorted(nx.transitive_reduction(found).edges())))


def sentence(name: str) -> str:
    """What a package says it is: the first line of its docstring."""
    package = ROOT / ROOM / name / "__init__.py"
    path = package if package.is_file() else ROOT / ROOM / f"{name}.py"
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said, path
    return said.splitlines()[0]


def _layers() -> tuple[tuple[str, ...], ...]:
    """Those of the contract that holds the layers; its parentheses say that a package may be missing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (one for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return tuple(tuple(re.findall(r"\w+", layer)) for layer in contract["layers"])


def _room(module: str) -> str:
    return module.split(".")[1] if module.startswith(f"{ROOM}.") else ""
