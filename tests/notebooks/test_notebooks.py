"""The notebooks of ``docs/notebooks``, run against a service as a reader runs them.

Where the packages that they need are missing they are skipped, save with ``QUARTIERKG_NOTEBOOKS=1``;
``requirements/test.txt`` has all of them.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from tests.samples import ROOT
from tests.web.test_crawl import SERVE

FOLDER = ROOT / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
PACKAGES = ("nbclient", "ipykernel", "pandas", "SPARQLWrapper")
QN = "https://w3id.org/quartierkg/ontology#"


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The address of the service on the release's own data, in a process of its own."""
    for name in PACKAGES if os.environ.get("QUARTIERKG_NOTEBOOKS") != "1" else ():
        pytest.importorskip(name, reason=f"{name} is missing, so the notebooks are not run")
    with subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def shown(service: str) -> dict[str, list[str]]:
    """What the cells of each notebook show, as text; one kernel, emptied before each, as to start one takes seconds."""
    import nbformat
    from nbclient import NotebookClient

    books = {file.stem: nbformat.read(file, as_version=4) for file in NOTEBOOKS}  # type: ignore[no-untyped-call]
    empty: Any = nbformat.v4.new_code_cell
    whole = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[cell for book in books.values() for cell in (empty("%reset -f"), *book.cells)]
    )
    where = {"metadata": {"path": str(FOLDER)}}
    NotebookClient(whole, timeout=120, kernel_name="python3", resources=where).execute(
        env=os.environ | {"QUARTIERKG_SERVICE": service}
    )
    return {
        name: [_text(one) for cell in book.cells for one in cell.get("outputs", ())] for name, book in books.items()
    }


def _text(output: Mapping[str, Any]) -> str:
    return str(output["data"].get("text/html") or output["data"]["text/plain"])


def cells(table: str) -> list[list[str]]:
    """The cells of the rows of a table."""
    rows = re.findall(r"<tr[^>]*>.*?</tr>", table, re.DOTALL)
    return [[re.sub(r"<[^>]*>", "", cell).strip() for cell in re.findall(r"<t[dh].*?</t[dh]>", one)] for one in rows]


def states() -> Counter[str]:
    """How many Quartiers the files of the release have in each state."""
    found: Counter[str] = Counter()
    for file in (ROOT / "data" / "network" / "illustrative").glob("*.ttl"):
        for quad in parse(path=str(file), format=RdfFormat.TURTLE):
            if quad.predicate.value == f"{QN}state":
                found[str(quad.object)] += 1
    return found


def test_the_network_is_studied(shown: dict[str, list[str]]) -> None:
    """As many Quartiers in each state as the files of the data have; actors with several roles; labels by year."""
    counted, several, by_year = shown["reseau"]
    found = [row for row in cells(counted) if row[-1:] and row[-1].isdigit()]
    assert sorted(int(row[-1]) for row in found) == sorted(states().values())
    assert found[0][0] == "labellisé"
    roles = [int(row[1]) for row in cells(several)[1:] if len(row) == 3 and row[1].isdigit()]
    assert roles
    assert roles == sorted(roles, reverse=True)
    assert min(roles) > 1
    assert sum(int(row[-1]) for row in cells(by_year) if row[-1:] and row[-1].isdigit()) > 0


def test_a_dossier_is_checked_and_repaired(shown: dict[str, list[str]]) -> None:
    """The row that the example says it misses fails, and is the only one that the repair changes."""
    before, criteria, statements, after, changed = shown["dossier"]
    assert (before, after) == ("'notMet'", "'awaiting'")
    assert cells(criteria)[1][3] == "failed"
    assert "QN-C3-03" in statements
    assert cells(changed)[1:] == [["QN-C3-03", "failed", "passed"]]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_kept_without_outputs(file: Path) -> None:
    """What a run showed is not in the repository, nor where it ran; it says in English too what it is about."""
    book: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert set(book["metadata"]["language_info"]) == {"name"}
    assert "*In English:" in "".join(book["cells"][0]["source"])


def test_every_notebook_is_run() -> None:
    """Those of the folder are those of the tests above."""
    assert {file.stem for file in NOTEBOOKS} == {"reseau", "dossier"}
