"""What workers are asked, at the expense of whoever asks."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from typing import Any

from starlette.requests import Request

from quartierkg.query import Job
from quartierkg.web import service
from quartierkg.web.budget import asking
from quartierkg.workers import Answer


def evaluated(request: Request, job: Job) -> Coroutine[Any, Any, Answer]:
    """The answer of a worker, at the expense of whoever asks.

    :raises OverBudget: when that one has used its budget.
    """
    about = service.of(request)
    client = asking(request)
    about.budget.check(client)
    return about.pool.ask(job, partial(about.budget.spend, client))
