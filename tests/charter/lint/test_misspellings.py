"""Our own shapes, misspelt at random in one place: the lint always notices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quartierkg import resources
from quartierkg.charter.lint import lint
from quartierkg.charter.lint.terms import ADMITTED, VALUES, known
from quartierkg.charter.lint.tokens import Token, tokens
from quartierkg.terms import PREFIXES
from tests.charter.lint import copied
from tests.samples import ROOT, extent

FILES = sorted(path.relative_to(ROOT / "shapes" / "1").as_posix() for path in (ROOT / "shapes" / "1").rglob("*.ttl"))
FILES.remove("charter.ttl")  # the charter itself: data, not shapes
# Properties that take a number of any kind, and only that.
COUNTED = tuple("sh:" + name for name in ADMITTED if name.startswith(("min", "max", "qualifiedM", "order")))


@cache
def spots(file: str) -> tuple[Token, ...]:
    """The tokens that are misspelt: SHACL's terms, the names that stand as a value, and the numbers of constraints."""
    text = (ROOT / "shapes" / "1" / file).read_text(encoding="utf-8")
    found = list(tokens(text, file))
    return tuple(
        token
        for before, token in pairwise(found)
        if (token.kind == "name" and token.place.column > 1 and not token.text.endswith(":"))
        or (token.kind == "number" and before.text in COUNTED)
    )


@cache
def names() -> frozenset[str]:
    """Every name that exists: one that turns into another is no misspelling."""
    ours = {token.text for file in ("charter.ttl", *FILES) for token in _all(file) if token.kind == "name"}
    shacl = {"sh:" + name for name in (*ADMITTED, *(value for values in VALUES.values() for value in values))}
    return frozenset(ours | shacl)


def _all(file: str) -> Iterator[Token]:
    return tokens((ROOT / "shapes" / "1" / file).read_text(encoding="utf-8"), file)


def exists(name: str) -> bool:
    """Whether a name means something."""
    prefix, _, local = name.partition(":")
    return name in names() or PREFIXES[prefix] + local in known()


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, Token, str]:
    """A file, one of its tokens, and how it is misspelt."""
    file = draw(st.sampled_from([file for file in FILES if spots(file)]))
    token = draw(st.sampled_from(spots(file)))
    if token.kind == "number":
        return file, token, draw(st.sampled_from([f'"{token.text}"', '"abc"']))
    prefix, _, local = token.text.partition(":")
    at = draw(st.integers(0, len(local) - 1))
    wrong = draw(
        st.sampled_from(
            [
                local[:at] + local[at + 1 :],
                local[:at] + local[at] + local[at:],
                local[:at] + local[at].swapcase() + local[at + 1 :],
                local[:at] + "x" + local[at + 1 :],
            ]
        )
    )
    assume(wrong and not wrong.startswith("-") and not wrong.endswith("-"))
    assume(not exists(f"{prefix}:{wrong}"))
    return file, token, f"{prefix}:{wrong}"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the shapes; what is not misspelt of them is read once."""
    folder = tmp_path_factory.mktemp("copy")
    copied.shapes(folder)
    return folder


@contextmanager
def broken(folder: Path, file: str, token: Token, wrong: str) -> Iterator[Path]:
    """The shapes with one token misspelt, in place of ours."""
    found = resources.folder
    path = folder / "shapes" / "1" / file
    written = path.read_text(encoding="utf-8")
    lines = written.split("\n")
    line, start = lines[token.place.line - 1], token.place.column - 1
    lines[token.place.line - 1] = line[:start] + wrong + line[start + len(token.text) :]
    try:
        path.write_text("\n".join(lines), encoding="utf-8")
        with patch.object(resources, "folder", lambda name: folder / name if name == "shapes" else found(name)):
            yield path
    finally:
        path.write_text(written, encoding="utf-8")


@pytest.mark.parametrize("part", range(extent(4, 4, 2)))
@settings(max_examples=extent(100, 3, 1), deadline=None)
@given(case=misspelt())
def test_a_misspelling_anywhere_in_our_shapes_is_found(part: int, copy: Path, case: tuple[str, Token, str]) -> None:
    """One wrong letter in a term of SHACL or in a value, or a number that is none, never passes."""
    del part  # spreads the examples over the workers
    file, token, wrong = case
    with broken(copy, file, token, wrong) as path:
        found = lint("1")
    assert found, f"{file}:{token.place.line}:{token.place.column}: {token.text} as {wrong}"
    assert any(fault.file == str(path) for fault in found) or token.text.startswith("qns:")
