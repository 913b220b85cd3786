"""A credential that somebody shows, put to the verifier: by the key and the lists of this service, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from starlette.requests import Request

from quartierkg.intake.source import Source
from quartierkg.label import account, moment, reading, status, verification
from quartierkg.label.state import NAMES, SENTENCES, State
from quartierkg.label.verification import Verification
from quartierkg.language import Text
from quartierkg.media import JSON
from quartierkg.web import labelled
from quartierkg.web import register_words as words
from quartierkg.web.faults import Problem
from quartierkg.web.pages import render
from quartierkg.web.registry import OFFERED
from quartierkg.web.service import Service

LARGEST: Final = reading.LIMITS.size
"""So many bytes a credential has at most."""


class Check(NamedTuple):
    """One thing that was looked at."""

    what: Text
    outcome: Text
    passed: bool | None
    """None where it is not established, because another one failed."""
    found: Text | None


def verify(about: Service, source: Source) -> Verification:
    """How a credential stands now, as ``quartierkg label verify`` tells it with the issuer's document and its lists.

    :raises Unreadable: when it is no credential at all.
    """
    pinned, now = about.signing().controller, datetime.now(UTC)
    found = verification.verify(source, pinned, at=now)
    if found.credential is None:
        return found
    # Which lists it takes is told by what the issuer signed, and by nothing else.
    number = found.credential.entry.number
    lists = [
        Source(purpose, labelled.status_list(about, purpose, number).encode(), JSON.essence)
        for purpose in status.PURPOSES
    ]
    return verification.verify(source, pinned, lists, at=datetime.now(UTC))


def page(request: Request, found: Verification | None = None, problem: Problem | None = None) -> str:
    """The form, with what came of it."""
    return render(
        request,
        "verify.html",
        offered=OFFERED if found is None and problem is None else (),
        largest=LARGEST,
        problem=problem,
        found=_shown(found) if found is not None else None,
    )


def _shown(found: Verification) -> Mapping[str, Any]:
    said = account.data(found)
    label = found.credential
    return {
        "name": NAMES[found.state],
        "sentence": SENTENCES[found.state],
        "good": found.state is State.VALID,
        "why": found.why,
        "marks": [mark for _, mark in found.marks],
        "checks": tuple(_checks(found)),
        "label": said["label"],
        "label_name": label.subject.name if label is not None else None,
        "criteria": [iri.rpartition("-")[2] for iri in label.subject.criteria] if label is not None else (),
        "form": found.form,
        "signed": said["signed"],
        "key": found.key,
        "at": said["at"],
    }


def _checks(found: Verification) -> Iterator[Check]:
    """What was looked at; who a document is of is not established where it is not what they signed."""
    known = False if found.state is State.UNKNOWN_ISSUER else None if found.state is State.TAMPERED else True
    yield _check(words.CHECK_ISSUER, words.ISSUERS, known, found.why if known is False else None)
    genuine = None if found.state is State.UNKNOWN_ISSUER else found.state is not State.TAMPERED
    yield _check(words.CHECK_SIGNATURE, words.SIGNATURES, genuine)
    yield _check(words.CHECK_TIME, words.TIMES, _is_timely(found))
    for purpose, word in (("revocation", words.CHECK_WITHDRAWN), ("suspension", words.CHECK_SUSPENDED)):
        one = next((one for one in found.lists if one.purpose == purpose), None)
        mark = next((mark for name, mark in found.marks if name == purpose), None)
        said = words.LIST_UNTIL.filled(moment.write(one.until)) if one is not None else None
        if mark is not None:
            said = words.MARKED.filled(mark.since.isoformat(), mark.reason)
        yield _check(word, words.MARKS[purpose], mark is None if one is not None else None, said)


def _check(what: Text, names: tuple[Text, Text], passed: bool | None, found: Text | None = None) -> Check:
    return Check(what, words.NOT_ESTABLISHED if passed is None else names[0 if passed else 1], passed, found)


def _is_timely(found: Verification) -> bool | None:
    label = found.credential
    if label is None:
        return None
    return label.begins <= found.at and (label.ends is None or found.at <= label.ends)
