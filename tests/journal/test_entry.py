"""The chain of hashes, apart from any file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartierkg.errors import StoreFault
from quartierkg.journal.entry import GENESIS, Entry, Fields, Record
from quartierkg.journal.verification import verify

RECORD = Record("load", "a.ttl", "text/turtle", "urn:graph", b"bytes", "someone", "a « reason »")
FIELDS = Fields.of(RECORD, 1, "2026-11-23T05:00:00.000Z")


def chain(count: int) -> list[Entry]:
    """A whole chain."""
    entries: list[Entry] = []
    for number in range(1, count + 1):
        previous = entries[-1].chain if entries else GENESIS
        entries.append(replace(FIELDS, number=number).chained(previous))
    return entries


def test_the_hash_can_be_computed_by_anyone() -> None:
    """SHA-256 over the previous hash, a line feed, and the fields as compact JSON: no library of ours is needed."""
    listed = [1, "2026-11-23T05:00:00.000Z", "load", "a.ttl", "text/turtle", "urn:graph"]
    listed += [hashlib.sha256(b"bytes").hexdigest(), "someone", "a « reason »"]
    canonical = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    assert FIELDS.chained(GENESIS).chain == hashlib.sha256(f"{GENESIS}\n{canonical}".encode()).hexdigest()


def test_the_hash_never_changes() -> None:
    """A journal of today must verify with the code of tomorrow."""
    assert FIELDS.chained(GENESIS).chain == "dec785cb173e8046b7846298ed901a1b7d56ef13b6ca8e1080517030b361d07b"


@pytest.mark.parametrize("name", [field.name for field in fields(Fields)])
def test_every_field_is_covered(name: str) -> None:
    """No field of an entry can change without changing its hash."""
    change: dict[str, Any] = {name: 2 if name == "number" else "other"}
    changed = replace(FIELDS, **change)
    assert changed.chained(GENESIS).chain != FIELDS.chained(GENESIS).chain


def test_an_entry_depends_on_all_before_it() -> None:
    """The same fields after another entry have another hash."""
    assert FIELDS.chained(GENESIS).chain != FIELDS.chained("1" * 64).chain


def test_a_whole_chain_verifies() -> None:
    """What was not touched is accepted, and so is a journal without entries."""
    verify(chain(5), lambda _: b"bytes")
    verify([], lambda _: None)


@given(st.integers(1, 6), st.sampled_from(["author", "reason", "name", "graph", "time", "media_type"]))
def test_any_change_of_any_entry_is_found(number: int, name: str) -> None:
    """Whichever entry and field is changed, the fault names that entry."""
    entries = chain(6)
    broken = entries[number - 1]
    change: dict[str, Any] = {name: "changed"}
    entries[number - 1] = Entry(replace(broken.fields, **change), broken.chain)
    with pytest.raises(StoreFault, match=f"Entry {number} "):
        verify(entries, lambda _: b"bytes")


@given(st.integers(1, 5))
def test_a_removed_entry_is_found(number: int) -> None:
    """A gap inside the chain is named by the number that is missing."""
    entries = chain(6)
    del entries[number - 1]
    with pytest.raises(StoreFault, match=f"Entry {number} .*missing"):
        verify(entries, lambda _: b"bytes")


def test_swapped_entries_are_found() -> None:
    """Order is part of the truth."""
    entries = chain(3)
    entries[1], entries[2] = entries[2], entries[1]
    with pytest.raises(StoreFault):
        verify(entries, lambda _: b"bytes")
