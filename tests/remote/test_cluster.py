"""Three servers of the same graphs behind a reverse proxy, in turn: a cluster that is only read (docs/scale.md)."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from quartierkg.endpoint import Endpoint
from quartierkg.remote import Remote
from quartierkg.remote.publication import publish
from quartierkg.stored import library
from tests.remote.servers import free_port, nginx, oxigraph
from tests.samples import extent
from tests.stored import cases

NODES = 3
ANSWERED = [id_ for id_, query in library().items() if query.needs is None]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The servers, the one address of all, and where the proxy writes which of them it asked."""

    nodes: tuple[Endpoint, ...]
    whole: Endpoint
    log: Path


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Servers that know nothing of each other, and nginx before them."""
    if shutil.which("nginx") is None:
        pytest.skip("no nginx on this machine")
    folder = tmp_path_factory.mktemp("cluster")
    with ExitStack() as running:
        nodes = tuple(running.enter_context(oxigraph(folder / str(one))) for one in range(NODES))
        for node in nodes:
            publish(node, cases.fixture("CQ01"))  # before the proxy asks whether they are there
        port = free_port()
        running.enter_context(nginx(folder / "proxy", port, [urlsplit(node.query).netloc for node in nodes]))
        yield Cluster(nodes, Endpoint(f"http://127.0.0.1:{port}/query"), folder / "proxy" / "access.log")


@pytest.mark.parametrize("id_", ANSWERED[:: extent(1, 10, 40)])
def test_a_cluster_that_is_only_read_gives_the_same_rows(cluster: Cluster, id_: str) -> None:
    """Each case of the question, wherever it is answered; a tenth of the questions in every run."""
    snapshot = cases.fixture(id_)
    for node in cluster.nodes:
        publish(node, snapshot)
    remote = Remote.join(cluster.whole, snapshot)
    for case in cases.of(id_):
        expected = cases.ask(snapshot, id_, case.given, token=False)
        assert cases.ask(snapshot, id_, case.given, engine=remote.write) == expected, case.name


def test_every_server_has_its_share(cluster: Cluster) -> None:
    """In turn: of a dozen questions each answers three at least."""
    snapshot = cases.fixture("CQ01")
    for node in cluster.nodes:
        publish(node, snapshot)
    remote = Remote.join(cluster.whole, snapshot)
    before = len(cluster.log.read_text().splitlines())
    (case, *_) = cases.of("CQ01")
    for _ in range(4 * NODES):
        cases.ask(snapshot, "CQ01", case.given, engine=remote.write)
    asked = cluster.log.read_text().splitlines()[before:]  # the last of them may be written a moment later
    counts = {urlsplit(node.query).netloc: 0 for node in cluster.nodes} | Counter(asked)
    assert len(counts) == NODES
    assert min(counts.values()) >= NODES
