"""The first page of the network: what there is, in numbers, and the ways into it."""

from __future__ import annotations

from markupsafe import Markup
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from quartierkg.publish.labels import label
from quartierkg.publish.picture import chart
from quartierkg.publish.picture.chart import Bar
from quartierkg.web import service
from quartierkg.web.negotiation import language_of
from quartierkg.web.network import asked, filters, words
from quartierkg.web.network.asked import Asked, ask
from quartierkg.web.pages import render

QUESTION = "CQ02"


async def page(request: Request) -> str:
    """The page for what a request asks.

    :raises UsageFault: when it asks amiss; the fault names the parameter.
    :raises Unanswered: when the engine gives no answer.
    """
    wanted = filters.read(request)
    found = await ask(request, QUESTION, wanted.only(*filters.SHARED))
    return await run_in_threadpool(_page, request, wanted, found)


def _page(request: Request, wanted: filters.Filters, found: Asked) -> str:
    snapshot, language = service.of(request).snapshot, language_of(request)
    rows = [(label(snapshot, NamedNode(row[0]), language), int(asked.number(row[1]) or 0)) for row in found.rows]
    bars = [Bar(name, count) for name, count in rows]
    drawing = chart.bars(bars, words.STATES.in_(language), words.CHART_TABLE.in_(language), "states")
    return render(
        request,
        "network.html",
        n=words,
        form=filters.form(wanted, found.query, found.values.said["asOf"]),
        source=found.source,
        drawing=Markup(drawing) if bars else None,
        rows=rows,
        ways=[
            (wanted.link(path), title, said)
            for path, title, said in (
                ("/network/map", words.MAP_TITLE, words.MAP_TEXT),
                ("/network/links", words.LINKS_TITLE, words.LINKS_TEXT),
                ("/network/matrix", words.MATRIX_TITLE, words.MATRIX_TEXT),
                ("/network/charts", words.CHARTS_TITLE, words.CHARTS_TEXT),
            )
        ],
    )
