"""The plan as a picture: a row for each layer, arrows that go down only, and room for those that pass a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape

from tests.architecture.rooms import Plan

_WIDTH: Final = 960
_ROW: Final = 74
_HEIGHT: Final = 32
_GAP: Final = 13
_PASSAGE: Final = 6
_LETTER: Final = 8
_SWEEPS: Final = 24
_STYLE: Final = (
    "svg{color:#1b2426;background:#faf8f2;font:600 13px system-ui,sans-serif}"
    "rect{fill:#fffdf8;stroke:#14606f}path{fill:none;stroke:#51605f;stroke-width:1.2}marker path{fill:#51605f}"
    "text{fill:currentColor;text-anchor:middle}.ground rect{stroke:#9a420c}"
    "@media(prefers-color-scheme:dark){svg{color:#e8e6dd;background:#11191b}rect{fill:#182325;stroke:#74c5d3}"
    "path{stroke:#a3b0ae}marker path{fill:#a3b0ae}.ground rect{stroke:#f3a46c}}"
)

Node = tuple[str, str, int]
"""A package, or where an arrow (from, to) passes a row; a package has no second name."""


@dataclass(frozen=True, slots=True)
class _Sketch:
    """The rows with all that stands or passes there, and what is joined between a row and the next."""

    rows: list[list[Node]]
    paths: tuple[tuple[Node, ...], ...]


def drawn(plan: Plan, title: str, about: str) -> str:
    """The picture, as SVG."""
    sketch = _sketch(plan)
    _untangle(sketch)
    places = {node: at for number, row in enumerate(sketch.rows) for node, at in _placed(row, number)}
    ground = list(_ground(plan.layers[-1], len(sketch.rows)))
    height = max(y for _, _, y in ground) + _HEIGHT + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(about)}</desc><style>{_STYLE}</style>',
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z"/></marker></defs>',
        *(_arrow([places[node] for node in path]) for path in sketch.paths),
        *(_box(node[0], *places[node]) for row in sketch.rows for node in row if not node[1]),
        '<g class="ground">',
        *(_box(name, x, y) for name, x, y in ground),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _sketch(plan: Plan) -> _Sketch:
    upper = plan.layers[:-1]
    level = {name: number for number, layer in enumerate(upper) for name in layer}
    rows: list[list[Node]] = [[(name, "", number) for name in layer] for number, layer in enumerate(upper)]
    paths = []
    for one, other in plan.arrows:
        passed: list[Node] = [(one, other, number) for number in range(level[one] + 1, level[other])]
        for node in passed:
            rows[node[2]].append(node)
        paths.append(((one, "", level[one]), *passed, (other, "", level[other])))
    return _Sketch(rows, tuple(paths))


def _untangle(sketch: _Sketch) -> None:
    """Put each row in the order in which its neighbours stand, down and up again."""
    joined: dict[Node, list[Node]] = defaultdict(list)
    for path in sketch.paths:
        for one, other in pairwise(path):
            joined[one].append(other)
            joined[other].append(one)
    last = len(sketch.rows) - 1
    for sweep in range(_SWEEPS):
        for number in range(1, last + 1) if sweep % 2 == 0 else range(last - 1, -1, -1):
            beside = number - 1 if sweep % 2 == 0 else number + 1
            _ordered(sketch.rows[number], dict(_placed(sketch.rows[beside], beside)), joined)


def _ordered(row: list[Node], beside: Mapping[Node, tuple[int, int]], joined: Mapping[Node, Sequence[Node]]) -> None:
    """By the mean place of what each is joined to in the row beside it; what is joined to nothing there stays."""
    middle = {node: at for node, (at, _) in _placed(row, 0)}

    def mean(node: Node) -> float:
        found = [beside[other][0] for other in joined.get(node, ()) if other in beside]
        return sum(found) / len(found) if found else middle[node]

    row.sort(key=mean)


def _placed(row: Sequence[Node], number: int) -> Iterator[tuple[Node, tuple[int, int]]]:
    """Where the middle of each node of a row is: the row fills the width."""
    widths = [_PASSAGE if node[1] else _wide(node[0]) for node in row]
    spare = max((_WIDTH - 32 - sum(widths)) // (len(row) + 1), 4)
    x = (_WIDTH - sum(widths) - spare * (len(row) - 1)) // 2
    for node, width in zip(row, widths, strict=True):
        yield node, (x + width // 2, 16 + number * _ROW)
        x += width + spare


def _ground(names: Sequence[str], rows: int) -> Iterator[tuple[str, int, int]]:
    """The names at the bottom, in as many lines as they need."""
    lines: list[list[str]] = [[]]
    for name in names:
        taken = sum(_wide(one) + _GAP for one in lines[-1])
        if taken + _wide(name) > _WIDTH - 32:
            lines.append([])
        lines[-1].append(name)
    for at, line in enumerate(lines):
        x = (_WIDTH - sum(_wide(one) + _GAP for one in line) + _GAP) // 2
        for name in line:
            yield name, x + _wide(name) // 2, 16 + rows * _ROW + at * (_HEIGHT + 10)
            x += _wide(name) + _GAP


def _wide(name: str) -> int:
    return len(name) * _LETTER + 24


def _box(name: str, x: int, y: int) -> str:
    width = _wide(name)
    box = f'<rect x="{x - width // 2}" y="{y}" width="{width}" height="{_HEIGHT}" rx="3"/>'
    return f'{box}<text x="{x}" y="{y + 21}">{escape(name)}</text>'


def _arrow(places: Sequence[tuple[int, int]]) -> str:
    """From the bottom of a box to the top of another; straight where it passes a row, and bent between rows."""
    x, y = places[0][0], places[0][1] + _HEIGHT
    said = [f"M{x} {y}"]
    for at, (next_x, top) in enumerate(places[1:], 1):
        middle = (y + top) // 2
        said.append(f"C{x} {middle} {next_x} {middle} {next_x} {top}")
        x, y = next_x, top
        if at < len(places) - 1:
            y = top + _HEIGHT
            said.append(f"V{y}")
    return f'<path d="{"".join(said)}" marker-end="url(#a)"/>'
