"""docs/register.md, “From interest to label in ten commands”: the very commands of the page, run by a shell."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import ROOT, journey

PAGE = ROOT / "docs" / "register.md"
TITLE = "## From interest to label in ten commands\n"
COMMITTEE = ["QN-C2-02", "QN-C4-02", "QN-C4-11", "QN-C7-03"]
"""The four qualitative rows (charter, "Verdict model needed")."""

pytestmark = [
    journey,
    pytest.mark.skipif(
        os.name == "nt" or not all(map(shutil.which, ("bash", "curl"))), reason="there is no bash or no curl"
    ),
]


def blocks() -> list[str]:
    """The commands of the section: first that of the service, then the others in their order."""
    section = PAGE.read_text(encoding="utf-8").split(TITLE)[1].split("\n## ")[0]
    return re.findall(r"```sh\n(.*?)```", section, re.DOTALL)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[str]]]:
    """Where the commands were run, and each line that they printed."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "data").symlink_to(ROOT / "data")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    own = os.environ | {"PATH": path, "QUARTIERKG_PORT": "0", "QUARTIERKG_WORKERS": "1", "LC_ALL": "C.UTF-8"}
    serve, *rest = blocks()
    start = ["bash", "-c", f"exec {serve.strip()}"]
    with subprocess.Popen(start, cwd=folder, env=own, stdout=subprocess.PIPE, text=True) as service:
        try:
            assert service.stdout is not None
            address = re.search(r"http://\S+?:[0-9]+", service.stdout.readline())
            assert address is not None
            script = "set -euo pipefail\n" + "".join(rest)
            done = subprocess.run(
                ["bash", "-c", script],
                cwd=folder,
                env=own | {"SERVICE": address[0]},
                capture_output=True,
                encoding="utf-8",
                timeout=600,
            )
            assert done.returncode == 0, (done.stdout, done.stderr)
            yield folder, done.stdout.splitlines()
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait(30)


def test_the_page_leads_from_interest_to_a_label_that_is_suspended(said: tuple[Path, list[str]]) -> None:
    """Every command does what the page says: done, save the one that the committee's silence refuses."""
    folder, lines = said
    statuses = [line for line in lines if re.fullmatch("[0-9]{3}", line)]
    assert statuses == ["201"] * 7 + ["409"] + ["201"] * (4 + 1 + 2 + 1)
    assert {"VALID", "SUSPENDED", "exit code 10", "The same verdict: met, as of 2025-12-01."} <= set(lines)
    verified = json.loads((folder / "verified.json").read_text(encoding="utf-8"))
    assert verified["state"] == "suspended"
    assert [mark["reason"] for mark in verified["marks"]] == [{"und": "Le fab lab est fermé."}]


def test_a_refusal_tells_each_requirement_its_state_its_sentence_and_the_way_out(said: tuple[Path, list[str]]) -> None:
    """Those that await the committee, in the order of the charter; in French, unless asked otherwise."""
    told = [line for line in said[1] if line.startswith("- QN-")]
    assert [line.split(",")[0].removeprefix("- ") for line in told] == COMMITTEE
    for line in told:
        assert "à apprécier par le comité, au 3\u00a0novembre 2025." in line
        assert line.endswith("POST /dossiers/NOM/opinions.")
    assert any("attractive" in line for line in told)
