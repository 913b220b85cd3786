"""A Dask cluster that judges: two workers on this machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quartierkg.cli.cluster import Cluster
from quartierkg.errors import EngineFault, SyntaxFault, UsageFault
from quartierkg.intake.source import Source
from tests.cli.conftest import Run
from tests.cli.deeds import work

pytestmark = pytest.mark.filterwarnings("default")  # the library's own are its own


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a scheduler with two workers."""
    distributed: Any = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as cluster:
        yield str(cluster.scheduler_address)


@pytest.fixture
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster, with work that can go wrong."""
    found = Cluster(address, work)
    yield found
    found.close()


def test_the_workers_judge_as_this_process_does(run: Run, good: Path, failing: Path, address: str) -> None:
    """Same report, same exit code, in the order of the files."""
    (good.parent / "oops.ttl").write_bytes(b"oops")
    words = ("validate", good.parent, good, failing, "--format", "json", "--day", "2026-06-01")
    here, there = run(*words, "--jobs", "1"), run(*words, "--cluster", address)
    assert there.exit_code == here.exit_code == 3
    assert there.stdout == here.stdout
    assert len(json.loads(there.stdout)["verdicts"]) == 2


def test_a_report_that_needs_every_verdict_is_the_same(run: Run, good: Path, failing: Path, address: str) -> None:
    """Verdicts cross with their places and without their sources."""
    words = ("validate", good, failing, "--format", "sarif", "--day", "2026-06-01")
    assert run(*words, "--cluster", address).stdout == run(*words, "--jobs", "1").stdout


def test_errors_come_back(cluster: Cluster) -> None:
    """An unreadable file and a defect of ours keep their kind."""
    with pytest.raises(SyntaxFault, match=r"b\.ttl:3:14"):
        cluster.begin(Source("b.ttl", b"bad"))()
    with pytest.raises(ZeroDivisionError, match="by zero"):
        cluster.begin(Source("a", b"break"))()


def test_a_worker_that_dies_costs_the_file_it_died_of(cluster: Cluster) -> None:
    """Dask tries other workers first; the files after it are judged."""
    deadly = cluster.begin(Source("a", b"die"))
    with pytest.raises(EngineFault, match="died"):
        deadly()
    assert str(cluster.begin(Source("b", b""))().piece).startswith("b ")


@pytest.mark.parametrize("where", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_an_address_without_a_cluster_is_told(
    run: Run, good: Path, where: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It exits 2 and repeats the address; nothing is judged."""
    monkeypatch.setattr("quartierkg.cli.cluster._PATIENCE", 0.5)
    assert address
    done = run("validate", good, "--cluster", where)
    assert (done.exit_code, done.stdout) == (2, "")
    assert where in done.stderr


def test_without_the_extra_it_is_named(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is judged."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run("validate", good, "--cluster", "tcp://127.0.0.1:8786")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "quartierkg[cluster]" in done.stderr


def test_processes_or_a_cluster(run: Run, good: Path) -> None:
    """Both at once is no request."""
    done = run("validate", good, "--cluster", "tcp://127.0.0.1:8786", "--jobs", "2")
    assert done.exit_code == UsageFault.exit_code
    assert "--jobs" in done.stderr
