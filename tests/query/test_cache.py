"""Answers that are kept."""

from __future__ import annotations

from quartierkg.media import CSV, RESULTS_JSON
from quartierkg.query import Job, Question, admit
from quartierkg.query.cache import Cache

QUERY = "SELECT * { ?s ?p ?o }"


def job(text: str = QUERY, *graphs: str, media: object = CSV) -> Job:
    """A job."""
    return Job.of(Question(text, graphs), admit(text), CSV if media is CSV else RESULTS_JSON)


def empty(size: int) -> Cache[Job, bytes]:
    """A cache of answers to jobs."""
    return Cache(size, lambda one: len(one.text))


def test_revision_query_dataset_and_format_tell_answers_apart() -> None:
    """Whatever of the four differs, it is another answer."""
    cache = empty(1000)
    cache.put("1", job(), b"answer")
    assert cache.get("1", job()) == b"answer"
    others = [("2", job()), ("1", job(QUERY + " LIMIT 1")), ("1", job(QUERY, "urn:g")), ("1", job(media=RESULTS_JSON))]
    assert [cache.get(*other) for other in others] == [None] * 4
    assert (cache.hits, cache.misses) == (1, 4)


def test_the_least_used_makes_room() -> None:
    """The size is kept to, and what was asked for last stays longest."""
    cache = empty(400)
    jobs = [job(f"{QUERY} LIMIT {number}") for number in range(1, 4)]
    for one in jobs[:2]:
        cache.put("1", one, b"x" * 150)
    assert cache.get("1", jobs[0]) is not None
    cache.put("1", jobs[2], b"x" * 150)
    assert [cache.get("1", one) is not None for one in jobs] == [True, False, True]
    assert cache.bytes <= 400


def test_what_is_too_large_is_not_kept() -> None:
    """One answer does not drive out all the others."""
    cache = empty(400)
    cache.put("1", job(), b"x" * 401)
    assert cache.get("1", job()) is None
    assert cache.bytes == 0
