"""The application: routes, errors, layers and the store that they share."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import Lifespan

from quartierkg.access import Access
from quartierkg.register.keeper import Keeper
from quartierkg.remote import Remote
from quartierkg.settings import Settings
from quartierkg.snapshot import Archive, open_store
from quartierkg.web import audited, authority, judge, service, sweeping
from quartierkg.web.addresses import ShortAddresses
from quartierkg.web.advising import Advisers
from quartierkg.web.api import Api
from quartierkg.web.assets import STATIC, Assets
from quartierkg.web.audited import Audited
from quartierkg.web.budget import Budget
from quartierkg.web.clerks import Clerks
from quartierkg.web.compression import Compressed
from quartierkg.web.dumps import Dumps
from quartierkg.web.faults import HANDLERS
from quartierkg.web.headers import CommonHeaders, HeadAsGet
from quartierkg.web.keys import KnownKeys
from quartierkg.web.metrics import CountRequests
from quartierkg.web.prefix import Led
from quartierkg.web.repeats import Repeats
from quartierkg.web.requests import NamedRequests
from quartierkg.web.routes import ROUTERS
from quartierkg.web.routes.sparql import get, post
from quartierkg.web.service import Service
from quartierkg.web.spelled import Spelled
from quartierkg.web.suffixes import Suffixes
from quartierkg.web.tier import Tier
from quartierkg.workers import Pool, Writer

# From the outside to the inside.
LAYERS: Final = (
    NamedRequests,
    CountRequests,
    Repeats,
    Audited,
    CommonHeaders,
    HeadAsGet,
    Compressed,
    Led,
    ShortAddresses,
    Spelled,
    Suffixes,
    KnownKeys,
)


def create_app(
    settings: Settings, archive: Archive | None = None, remote: Remote | None = None, access: Access | None = None
) -> FastAPI:
    """The application of one instance.

    :param archive: a store that is open already and stays so; otherwise the application opens and closes its own.
    :param remote: the server that keeps the graphs, where it is joined already.
    :param access: the tokens and the trail, where they are open already; they stay so.
    :raises Unreadable: when the data folder has a context that cannot be read.
    """
    judge.prepare(settings.data)
    app = Api(
        base=settings.base,
        title="quartierkg",
        version=service.version(),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # a redirect would be made of the Host that the client names
        lifespan=_lifespan(settings, archive, remote, access),
        exception_handlers=HANDLERS,
        middleware=[Middleware(layer) for layer in LAYERS],
    )
    # Thousands of queries in a second go by: they take the shortest way, beside the one that describes them.
    app.router.routes += [
        Route("/sparql", get, methods=["GET"]),
        Route("/sparql", post, methods=["POST"]),
    ]
    for router in ROUTERS:
        app.include_router(router)
    app.mount(STATIC, Assets())
    return app


def _lifespan(
    settings: Settings, archive: Archive | None, remote: Remote | None, access: Access | None
) -> Lifespan[FastAPI]:
    """Open the store before the first request, close it after the last."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opened = archive if archive is not None else await run_in_threadpool(open_store, settings)
        desk = access if access is not None else await run_in_threadpool(authority.opened, settings, opened.directory)
        await run_in_threadpool(judge.engines)  # loaded once, so that /health need not wait for a thread
        joined = remote
        if joined is None and settings.endpoint is not None:
            joined = await run_in_threadpool(Remote.join, settings.endpoint, opened.snapshot)
        pool = Pool(opened.snapshot, settings.limits, network=bool(settings.services), remote=joined)
        await pool.start()
        writer = Writer(opened, settings.limits)
        tier = None if settings.test_suite else Tier(opened.directory)
        dumps = None if settings.test_suite else Dumps(opened.directory)
        budget = Budget(settings.budget)
        keeper, clerks = await run_in_threadpool(Keeper, opened), Clerks(settings.limits.memory)
        advisers = Advisers(settings.limits.memory, settings.data)
        about = Service(
            settings,
            opened,
            pool,
            writer,
            keeper,
            clerks,
            advisers,
            remote=joined,
            budget=budget,
            tier=tier,
            dumps=dumps,
            access=desk,
        )
        app.state.service = about
        tasks = [asyncio.create_task(audited.each_minute(desk)), asyncio.create_task(sweeping.each_hour(about.shelf))]
        for one in (tier, dumps):
            if one is not None:
                one.start(about)
        try:
            yield
        finally:
            for one in (tier, dumps):
                if one is not None:
                    await one.stop()
            async with writer.alone():  # a write that has begun ends first
                await writer.stop()
            await pool.stop()
            await clerks.stop()
            await advisers.stop()
            for task in tasks:
                task.cancel()
            if desk is not access:
                await run_in_threadpool(desk.close)
            if opened is not archive:
                await run_in_threadpool(opened.close)

    return lifespan
