"""Lines over time as an SVG of small drawings, one below the other, without anything to install."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

_WIDTH: Final = 720
_HEIGHT: Final = 110
_LEFT: Final = 64
_RIGHT: Final = 130
_COLOURS: Final = ("#0b5fa5", "#b3541e", "#3f7d20", "#7a3b9e", "#555555")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A title, and lines by their names: a value for each moment, None where there is none."""

    title: str
    lines: dict[str, Sequence[float | None]]


def svg(seconds: Sequence[float], drawings: Sequence[Drawing]) -> str:
    """All drawings over the same time; each begins at zero, so that a slope is not made larger than it is."""
    height = len(drawings) * (_HEIGHT + 50) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH + _LEFT + _RIGHT} {height}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for place, drawing in enumerate(drawings):
        parts += _drawn(seconds, drawing, 30 + place * (_HEIGHT + 50))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _drawn(seconds: Sequence[float], drawing: Drawing, top: int) -> list[str]:
    most = max((value for line in drawing.lines.values() for value in line if value is not None), default=1.0) or 1.0
    end = seconds[-1] or 1.0
    bottom = top + _HEIGHT
    parts = [
        f'<text x="{_LEFT}" y="{top - 8}" font-weight="bold">{escape(drawing.title)}</text>',
        f'<path d="M{_LEFT} {top}V{bottom}H{_LEFT + _WIDTH}" fill="none" stroke="#888888"/>',
        f'<text x="{_LEFT - 6}" y="{top + 10}" text-anchor="end">{most:,.0f}</text>',
        f'<text x="{_LEFT - 6}" y="{bottom}" text-anchor="end">0</text>',
        f'<text x="{_LEFT + _WIDTH}" y="{bottom + 15}" text-anchor="end">{end / 60:.0f} min</text>',
    ]
    for at, (name, line) in enumerate(drawing.lines.items()):
        colour = _COLOURS[at % len(_COLOURS)]
        points = " ".join(
            f"{_LEFT + _WIDTH * second / end:.1f},{bottom - _HEIGHT * value / most:.1f}"
            for second, value in zip(seconds, line, strict=True)
            if value is not None
        )
        parts += [
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>',
            f'<text x="{_LEFT + _WIDTH + 8}" y="{top + 12 + at * 16}" fill="{colour}">{escape(name)}</text>',
        ]
    return parts
