"""The register from the side of the service: who asks, what was prepared, how it comes to be seen."""

from __future__ import annotations

import asyncio
import datetime
import shutil
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from quartierkg.access import Role, Token
from quartierkg.errors import NotFound, ParameterFault, PreconditionFailed, QuartierError
from quartierkg.intake.source import Source
from quartierkg.journal import Record
from quartierkg.language import Text
from quartierkg.media import HTML, JSON, MediaType
from quartierkg.query import Operation
from quartierkg.register import certificate, shown
from quartierkg.register.case import Case
from quartierkg.register.deed import Deed
from quartierkg.register.desk import Person
from quartierkg.register.documents import Documents
from quartierkg.register.shown import is_open, name_of, quartier_of
from quartierkg.register.task import Foresight, Task, Verb
from quartierkg.snapshot import Snapshot
from quartierkg.terms import BASE
from quartierkg.web import authority
from quartierkg.web.answers import negotiated, to_json
from quartierkg.web.compression import plain_tag
from quartierkg.web.outlooks import Outlook
from quartierkg.web.service import Service
from quartierkg.web.writes import show, shown_before

OFFERED: Final = (JSON, HTML)
"""How cases are told: to programs, and to people."""
APPLICANTS: Final = frozenset((Role.APPLICANT,))
COMMITTEE: Final = frozenset((Role.MEMBER, Role.CHAIR))
DESK: Final = APPLICANTS | COMMITTEE
"""Those who act in the register; an operator keeps the service and decides nothing."""
_PATIENCE: Final = 3.0
"""Seconds that a page waits: a clerk who is only just hired takes longer, and goes on."""
_LATER: Final = Text(
    "Le calcul est en cours : rechargez la page dans quelques secondes.",
    "This is being worked out: reload the page in a few seconds.",
)
_NO_CASE: Final = Text("Le registre n’a rien sur ce Quartier.", "The register has nothing on this Quartier.")


def quartier(about: Service, name: str) -> str:
    """The Quartier that an address names.

    :raises NotFound: when that is a digest of none, or nobody could certify anything of it.
    """
    found = quartier_of(name, about.keeper.register.cases)
    if found is None or not certificate.can_name(found):
        raise NotFound(_NO_CASE)
    return found


def named(iri: str) -> str:
    """The Quartier that an IRI names, of whatever host; of ours only what is the address of a Quartier.

    :raises ParameterFault: when it is no such IRI.
    """
    try:
        found = NamedNode(iri).value
        host = urlsplit(found).hostname
        own = urlsplit(BASE).hostname == host  # however it is written: nobody else gives addresses there
        if host and certificate.can_name(found) and not (own and name_of(found).startswith("~")):
            return found
    except ValueError:
        pass
    raise ParameterFault(
        Text(f"« {iri} » n’est pas l’IRI d’un Quartier.", f"{iri!r} is not the IRI of a Quartier."), source="quartier"
    )


def case(about: Service, name: str) -> Case:
    """A case that there is.

    :raises NotFound: when nothing was done there.
    """
    found = about.keeper.register.case(quartier(about, name))
    if not found.entry:
        raise NotFound(_NO_CASE)
    return found


def sees_all(request: Request, found: Case) -> bool:
    """Whether whoever asks sees dossiers, opinions and evidence: everybody, once the label was awarded.

    :raises NotAuthorised: when a token is shown that does not count.
    """
    return is_of_desk(found, authority.who(request)) or is_open(found)


def is_of_desk(found: Case, token: Token | None) -> bool:
    """Whether somebody is of those who act in a case: they see names, and what is proposed."""
    return token is not None and token.role in DESK and token.speaks_for(found.quartier)


def seen(found: Case, token: Token | None) -> dict[str, Any]:
    """A case as whoever has a token, or none, may know it."""
    if is_of_desk(found, token):
        return shown.whole(found)
    return shown.opened(found) if is_open(found) else shown.public(found)


async def told(
    request: Request, value: Mapping[str, Any], page: Callable[[], str] | None, headers: Mapping[str, str] | None = None
) -> Response:
    """What is told of cases, as data or as a page: it depends on who asks, and is nobody else's.

    :param page: makes the page; None where it was not asked for.
    :raises NotAcceptable: when the client wants neither.
    """

    def make(media: MediaType) -> str:
        return to_json(value) if media is JSON or page is None else page()

    answer = private(await negotiated(request, OFFERED, make, cached=False))
    answer.headers.update(headers or {})
    return answer


def private(answer: Response) -> Response:
    """An answer that depends on who asks: kept by nobody who answers others (RFC 9111, 5.2.2.7)."""
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] += ", Authorization"
    return answer


async def outlook(about: Service, found: Case) -> Outlook:
    """What may come next in a case, worked out by a clerk: its dossier is judged for it.

    :raises Gone: when the bytes of the dossier that counts were erased.
    :raises Unanswered: when no clerk answers.
    """
    snapshot, today = about.snapshot, datetime.date.today().isoformat()

    async def make() -> Outlook:
        latest = await _latest(about, found)
        return await about.clerks.do(
            Foresight(snapshot.directory, found, today, latest, about.settings.proposal_days).done
        )

    return await about.outlooks.get((found.quartier, found.entry, snapshot.chain, today), make)


async def outlook_or_why_not(about: Service, found: Case) -> Outlook | Text:
    """The same for a page, which shows the rest of the case also where that cannot be worked out, or not at once."""
    try:
        return await asyncio.wait_for(outlook(about, found), _PATIENCE)
    except TimeoutError:
        return _LATER
    except QuartierError as fault:
        return fault.text


async def _latest(about: Service, found: Case) -> Source | None:
    """The dossier that counts, as it was filed."""
    if found.latest is None:
        return None
    return await run_in_threadpool(Documents(about.archive.journal).source, found.latest)


def tag_of(found: Case, *, whole: bool = True) -> str:
    """The strong tag of a case: the entry that changed it last (RFC 9110, 8.8.3).

    :param whole: whether it is of all that the register holds; what everybody may know has a tag of its own, also once
        the dossier is public: names are not.
    """
    return f'"{found.entry}"' if whole else f'"{found.entry}-public"'


def check(request: Request, found: Case) -> None:
    """Nothing, where the case is as the client saw it (RFC 9110, 13.1.1 and 13.1.2).

    :raises PreconditionFailed: when it is another one since.
    """
    wanted, unwanted = request.headers.get("if-match"), request.headers.get("if-none-match", "").strip()
    given = {tag.strip() for tag in plain_tag(wanted or "").split(",")}
    there = found.entry > 0
    tags = {tag_of(found), tag_of(found, whole=False)}
    changed = wanted is not None and not (there and wanted.strip() == "*") and not tags & given
    if changed or (there and unwanted == "*"):
        raise PreconditionFailed(
            Text(
                "Le dossier n’est plus celui que la demande suppose.",
                "The case is not the one that the request assumes.",
            ),
            remedy=Text("Relisez-le, puis recommencez avec son ETag.", "Read it again, then try with its ETag."),
        )


async def prepared(about: Service, found: Case, verb: Verb, token: Token, said: Mapping[str, Any]) -> Deed:
    """What is to be done, worked out by a clerk.

    :raises QuartierError: as the desk does, or when no clerk answers.
    """
    latest = await _latest(about, found)
    snapshot = about.snapshot  # kept as long as the clerk reads it
    task = Task(
        snapshot.directory,
        verb,
        found,
        Person(_name(token), token.role.value),
        datetime.date.today().isoformat(),
        latest,
        said,
        about.settings.proposal_days,
    )
    return await about.clerks.do(task.done)


def _name(token: Token) -> str:
    """Who acts, so that no two people are one: a name that its holder can change goes with what they cannot."""
    return token.holder if token.person == token.holder.casefold() else f"{token.holder} <{token.person}>"


async def kept(about: Service, deed: Deed) -> Case:
    """The case once a deed is journaled, and shown where it changes what is public.

    :raises Conflict: when somebody else did something in between.
    :raises StoreFault: when the disk refuses it.
    """
    # Once begun, it ends: whoever asked may leave, and the service stops after it.
    return await asyncio.shield(_kept(about, deed))


def _certified(about: Service, deed: Deed) -> Deed:
    """A deed with the credential that it gives rise to: one at a time, so that no two have one place in the lists."""
    ordinal = sum(1 for _ in certificate.credentials(about.keeper.register.cases.values()))
    return certificate.certified(deed, ordinal, about.signing(), certificate.moment())


async def _kept(about: Service, deed: Deed) -> Case:
    if deed.update is None:
        return await run_in_threadpool(about.keeper.keep, deed)
    async with about.writer.alone():
        await shown_before(about)
        about.keeper.require_current(deed)
        deed = await run_in_threadpool(_certified, about, deed)
        assert deed.update is not None
        changes, index = await about.writer.changed(Operation("update", deed.update))
        made: list[Snapshot] = []

        def journaled(records: tuple[Record, ...]) -> None:
            name = f"register {deed.acts[-1].verb}"
            made.append(about.archive.write(name, changes, index, deed.case.quartier, records))

        try:
            found = await run_in_threadpool(about.keeper.keep, deed, journaled)
        except BaseException:
            await run_in_threadpool(shutil.rmtree, index, ignore_errors=True)
            raise
        await show(about, made[0])
        return found
