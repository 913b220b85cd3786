"""What every request of an instance shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from threading import Lock
from typing import Final

from starlette.requests import Request

from quartierkg.access import Access
from quartierkg.errors import StoreFault, UsageFault
from quartierkg.kept import Shelf
from quartierkg.label import keys
from quartierkg.label.controller import ISSUER
from quartierkg.label.keys import DOCUMENT, FOLDER, Keys
from quartierkg.language import Text
from quartierkg.query import Job
from quartierkg.query.cache import Cache
from quartierkg.register import certificate
from quartierkg.register.keeper import Keeper
from quartierkg.remote import Remote
from quartierkg.settings import Settings
from quartierkg.snapshot import Archive, Snapshot
from quartierkg.web import repeats
from quartierkg.web.advising import Advisers
from quartierkg.web.budget import Budget
from quartierkg.web.clerks import Clerks
from quartierkg.web.dumps import Dumps
from quartierkg.web.metrics import Metrics
from quartierkg.web.outlooks import Outlooks
from quartierkg.web.repeats import Asked, Whole
from quartierkg.web.shares import Shares
from quartierkg.web.tier import Tier
from quartierkg.web.turns import Turns
from quartierkg.workers import Pool, Writer

TOGETHER: Final = 4
"""Of so many clients something is worked out at once in this process."""
MOST_WAITING: Final = 16
"""So many requests of one client wait for their turn."""
_WAITING: Final = 32
_MAKING: Final = Lock()
_CACHE: Final = 32 * 1024 * 1024
"""How many bytes are kept of what workers answered, and again of whole answers."""
_LOST: Final = Text("Les clés du label manquent à l’entrepôt.", "The label’s keys are missing from the store.")
_PUT_BACK: Final = Text(
    "Remettez le répertoire keys d’une sauvegarde ; une autre clé démentirait les labels déjà remis.",
    "Put back the folder keys of a backup; another key would belie the labels that were awarded.",
)


def _cache() -> Cache[Job, bytes]:
    return Cache(_CACHE, lambda job: len(job.text))


def _repeats() -> Cache[Asked, Whole]:
    return repeats.cache(_CACHE)


@dataclass(frozen=True, slots=True)
class Service:
    """A running instance: its settings, store and counters, the workers that answer queries, and what they answered."""

    settings: Settings
    archive: Archive
    pool: Pool
    writer: Writer
    keeper: Keeper
    """The register."""
    clerks: Clerks
    """Who prepares what is done there."""
    advisers: Advisers
    """Who works out what dossiers lack."""
    cache: Cache[Job, bytes] = field(default_factory=_cache)
    repeats: Cache[Asked, Whole] = field(default_factory=_repeats)
    metrics: Metrics = field(default_factory=Metrics)
    remote: Remote | None = None
    """The server that answers queries in place of the index here."""
    budget: Budget = field(default_factory=lambda: Budget(None))
    tier: Tier | None = None
    """What was worked out beside the service."""
    dumps: Dumps | None = None
    """The public graphs as files."""
    turns: Turns = field(default_factory=lambda: Turns(_WAITING))
    """Lists of all that there is: seconds of work at 10,000 Quartiers, and nobody's hurry."""
    verifications: Turns = field(default_factory=lambda: Turns(_WAITING))
    """Credentials of strangers: each verified in turn, so that they hold up nobody else."""
    shares: Shares = field(default_factory=lambda: Shares(TOGETHER, MOST_WAITING))
    """Dossiers that are judged and forms that are filled in: whoever sends many waits for its own."""
    access: Access | None = None
    """Who may do what; None: an instance that only reads, for one that writes a site."""

    outlooks: Outlooks = field(default_factory=Outlooks)
    """What may come next in the cases that were looked at lately."""

    @property
    def shelf(self) -> Shelf:
        """The results of checks that are kept."""
        return Shelf(self.archive.directory, self.settings.keep_days)

    def signing(self) -> Keys:
        """The issuer's keys; the first is made when it is first needed.

        :raises StoreFault: when they cannot be read, others can read them, or labels were signed by keys that are gone:
            another key would belie them.
        """
        folder = self.archive.directory / FOLDER
        with _MAKING:
            if not (folder / DOCUMENT).exists():
                if next(certificate.credentials(self.keeper.register.cases.values()), None) is not None:
                    raise StoreFault(_LOST, remedy=_PUT_BACK)
                return _created(folder)
        return keys.read(folder)

    @property
    def snapshot(self) -> Snapshot:
        """The revision that readers see now."""
        return self.archive.snapshot


def _created(folder: Path) -> Keys:
    try:
        return keys.create(folder, ISSUER)
    except UsageFault as fault:  # nobody who asks can help it
        raise StoreFault(fault.text) from fault


def of(request: Request) -> Service:
    """The service that a request came to."""
    found = request.app.state.service
    assert isinstance(found, Service)
    return found


@cache
def version() -> str:
    """The version of the product, as installed; a checkout that was not installed has none."""
    try:
        return installed_version("quartierkg")
    except PackageNotFoundError:
        return "0+checkout"
