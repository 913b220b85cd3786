"""Writes: who may make them, which graphs they may touch, and how the next revision comes to be seen."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from typing import Final

from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg.access import Role, Token
from quartierkg.errors import NotAllowed, NotAuthorised, RemoteFault
from quartierkg.language import Text
from quartierkg.query import Operation
from quartierkg.snapshot import Snapshot
from quartierkg.snapshot.changes import Changes
from quartierkg.snapshot.graphs import LOADABLE
from quartierkg.web import authority, service
from quartierkg.web.service import Service

_OFF: Final = NotAllowed(
    Text("Cette instance n’accepte aucune écriture.", "This instance takes no writes."),
    remedy=Text(
        "L’exploitant la lance avec --token-file, ou crée un jeton, pour écrire des graphes.",
        "Its operator starts it with --token-file, or creates a token, to write graphs.",
    ),
)
_NO_UPDATES: Final = NotAllowed(
    Text("Les mises à jour ne sont pas acceptées à cette adresse.", "Updates are not accepted at this address."),
    remedy=Text(
        "L’exploitant la lance avec --token-file et --update pour en envoyer.",
        "Its operator starts it with --token-file and --update to send some.",
    ),
)
_OPERATOR: Final = frozenset((Role.OPERATOR,))
_EARLIER: Final = Text(
    "L’entrepôt distant ne reçoit pas une écriture antérieure ; celle-ci n’est pas faite.",
    "The remote store does not take an earlier write; this one is not made.",
)


def may_write(request: Request) -> bool:
    """Whether a request shows that it may write."""
    try:
        authorise(request)
    except (NotAllowed, NotAuthorised):
        return False
    return True


def authorise(request: Request, *, update: bool = False) -> Token | None:
    """Whose write it is, where the request may write graphs; None: everybody's, in an instance for test suites.

    :param update: whether it is an update, which the operator has to allow apart.
    :raises NotAllowed: when nobody may, or not in that role.
    :raises NotAuthorised: when it does not show a token of an operator.
    """
    about = service.of(request)
    if about.settings.test_suite:
        return None
    if update and not about.settings.update:
        raise _NO_UPDATES
    if authority.who(request) is None and not authority.has_operator(about):
        raise _NO_UPDATES if update else _OFF
    return authority.require(request, _OPERATOR)


async def write(
    about: Service, operation: Operation, name: str, reason: str, check: Callable[[], None] | None = None
) -> Changes:
    """What an operation changed, once it is journaled and every later query sees it.

    :param name: what the journal calls it.
    :param reason: what the journal says of it.
    :param check: asked once no other write can come between; what it raises ends the write.
    :raises QueryFault: when it cannot be parsed or evaluated.
    :raises NotAllowed: when it touches a graph that is not written.
    :raises StoreFault: when the disk refuses it.
    :raises RemoteFault: when the server that holds the graphs does; it is journaled, and shown with the next write.
    """
    # Once begun, a write ends: whoever asked for it may leave, and the service stops after it.
    return await asyncio.shield(_written(about, operation, name, reason, check))


async def _written(
    about: Service, operation: Operation, name: str, reason: str, check: Callable[[], None] | None
) -> Changes:
    async with about.writer.alone():
        await shown_before(about)
        if check is not None:
            check()
        changes, index = await about.writer.changed(operation)
        if not about.settings.test_suite:
            _check_graphs(changes)
        if changes:
            await show(about, await run_in_threadpool(about.archive.write, name, changes, index, reason))
        else:
            await run_in_threadpool(shutil.rmtree, index, ignore_errors=True)
        return changes


async def shown_before(about: Service) -> None:
    """Show what an earlier write left to be shown; while that fails, nothing new is written.

    :raises StoreFault: when the disk refuses it again.
    :raises RemoteFault: when the server that holds the graphs does.
    """
    snapshot = await run_in_threadpool(about.archive.behind)
    if snapshot is None:
        return
    try:
        await show(about, snapshot)
    except RemoteFault as fault:
        raise RemoteFault(_EARLIER) from fault


async def show(about: Service, snapshot: Snapshot) -> None:
    """Pages, tags and workers turn to a revision in one step of the loop, once whoever answers queries holds it."""
    if about.remote is not None:
        await run_in_threadpool(about.remote.publish, snapshot)
    about.archive.show(snapshot)
    about.pool.turn_to(snapshot)


def _check_graphs(changes: Changes) -> None:
    """Nothing, where only graphs are touched that an operator may load."""
    for graph in changes.graphs:
        if graph not in LOADABLE:
            named = graph.value if isinstance(graph, NamedNode) else "default"
            allowed = ", ".join(one.value for one in LOADABLE)
            raise NotAllowed(
                Text(f"Le graphe « {named} » ne s’écrit pas.", f"The graph {named!r} is not written."),
                remedy=Text(f"Graphes que l’on écrit : {allowed}.", f"Graphs that are written: {allowed}."),
            )
