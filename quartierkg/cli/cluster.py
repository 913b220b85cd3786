"""A Dask cluster judges files; the extra ``cluster`` brings what is needed."""

from __future__ import annotations

import pickle
from concurrent.futures import Future
from functools import lru_cache, partial
from typing import Any, Final, cast

from quartierkg.cli.job import Judged, Wait, Work
from quartierkg.cli.processes import died
from quartierkg.errors import NotInstalled, UsageFault
from quartierkg.intake.source import Source
from quartierkg.language import Text

# So many files are under way for each thread of the cluster: the way there and back takes time as well.
AHEAD: Final = 16
_PATIENCE: Final = 10.0
_PACKAGE: Final = "distributed"


class Cluster:
    """The executor of a cluster's scheduler (Dask.distributed, ``Client.get_executor``)."""

    def __init__(self, address: str, job: Work) -> None:
        """Reach a cluster.

        :raises NotInstalled: when the extra is not there.
        :raises UsageFault: when nobody answers at the address.
        """
        distributed = _library()
        self._killed: type[Exception] = distributed.KilledWorker
        try:
            self._client: Any = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as fault:
            raise _unreachable(address) from fault
        self._executor = self._client.get_executor(pure=False)
        # It goes with each file: a worker that replaces another one has nothing else to ask for.
        self._job = pickle.dumps(job)
        self.ahead = AHEAD * max(1, sum(self._client.nthreads().values()))

    def begin(self, source: Source) -> Wait:
        """Give a file to the cluster."""
        return partial(self._result, self._executor.submit(judge, self._job, source))

    def close(self) -> None:
        """Leave the cluster; what is under way there is cancelled."""
        self._executor.shutdown(wait=False)
        self._client.close()

    def _result(self, future: Future[Judged]) -> Judged:
        """The result of a file.

        :raises EngineFault: when the workers that tried it died.
        """
        try:
            return future.result()
        except self._killed as fault:
            raise died() from fault


def judge(packed: bytes, source: Source) -> Judged:
    """What a worker does."""
    return _job(packed)(source)


@lru_cache(maxsize=4)
def _job(packed: bytes) -> Work:
    return cast(Work, pickle.loads(packed))


def _library() -> Any:
    try:
        import distributed
    except ModuleNotFoundError as fault:
        if fault.name != _PACKAGE:
            raise
        raise NotInstalled(
            Text(
                "--cluster demande le complément « cluster », qui n’est pas installé.",
                "--cluster needs the extra “cluster”, which is not installed.",
            ),
            remedy=Text(
                'Installez-le avec pip install "quartierkg[cluster]".',
                'Install it with pip install "quartierkg[cluster]".',
            ),
        ) from fault
    return distributed


def _unreachable(address: str) -> UsageFault:
    return UsageFault(
        Text(
            f"Aucune grappe Dask ne répond à l’adresse {address}.",
            f"No Dask cluster answers at {address}.",
        ),
        remedy=Text(
            "Donnez l’adresse de son ordonnanceur, par exemple tcp://hôte:8786.",
            "Give the address of its scheduler, for instance tcp://host:8786.",
        ),
    )
