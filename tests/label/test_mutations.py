"""Labels and lists changed at random: nothing that differs is believed, and nothing ends in a traceback."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from typing import Any

from quartierkg.errors import Unreadable
from quartierkg.label import credential, jwt, verification
from quartierkg.label.state import State
from tests.label import samples
from tests.label.samples import ENDING, NOW, OURS
from tests.samples import extent

ROUNDS = extent(5_000, 150, 40)
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1.5, 10**15, "", "x", "é\x00", "a" * 5000),
    *("urn:x:y", "https://a.example/", "2026-01-01", "2026-01-01T00:00:00Z", ["a", "a"]),
    *([], {}, [[]], {"@id": "x"}, {"@value": 1}, {"@context": {}}),
]
NAMES = ["x", "@id", "@type", "@context", "@graph", "@reverse", "@included", "id", "type", "proof"]
LABEL = samples.issued(ENDING)
REFUSED = {State.TAMPERED, State.UNKNOWN_ISSUER}


def ways(document: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each part of a document."""
    if way:
        yield way
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(document, dict | list):
        parts = document.items() if isinstance(document, dict) else enumerate(document)
    for name, part in parts:
        yield from ways(part, (*way, name))


def mutant(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A document with a part replaced, left out, added or put into a list."""
    found: dict[str, Any] = json.loads(json.dumps(document))
    *way, last = chance.choice(list(ways(found)))
    here: Any = found
    for step in way:
        here = here[step]
    kind = chance.randrange(4)
    if kind == 0:
        here[last] = chance.choice(VALUES)
    elif kind == 1:
        del here[last]
    elif kind == 2 and isinstance(here, dict):
        here[chance.choice(NAMES)] = chance.choice(VALUES)
    else:
        here[last] = [here[last]]
    return found


def state(data: bytes, *lists: dict[str, Any]) -> State | None:
    """How some bytes stand; None where they are no credential."""
    try:
        sources = [samples.source(one) for one in lists]
        return verification.verify(samples.source(data), OURS.controller, sources, at=NOW).state
    except Unreadable:
        return None


def test_no_changed_label_is_believed() -> None:
    """Whatever part of it is changed."""
    chance = random.Random(1)
    for _ in range(ROUNDS):
        changed = mutant(LABEL, chance)
        if changed != LABEL:
            assert state(json.dumps(changed).encode()) in {None, *REFUSED}, changed


def test_no_changed_byte_is_believed() -> None:
    """In either form; a change that leaves the same JSON is none."""
    chance = random.Random(2)
    token = jwt.issue(credential.document(ENDING), OURS.signer, NOW).encode()
    for whole in (json.dumps(LABEL).encode(), token):
        for _ in range(ROUNDS):
            data = bytearray(whole)
            data[chance.randrange(len(data))] = chance.randrange(256)
            if data != whole:
                found = state(bytes(data))
                assert found in {None, *REFUSED} or json.loads(bytes(data)) == LABEL, bytes(data)


def test_a_token_that_was_changed_is_no_other_file() -> None:
    """Whichever character of what it says is another one: it is told to be tampered, and not to be unreadable."""
    token = jwt.issue(credential.document(ENDING), OURS.signer, NOW)
    header, payload, signature = token.split(".")
    for place in range(0, len(payload), extent(1, 17, 67)):
        other = "A" if payload[place] != "A" else "B"
        changed = ".".join((header, payload[:place] + other + payload[place + 1 :], signature))
        assert state(changed.encode()) in REFUSED, place
    for cut in (1, 10, len(payload) // 2):
        assert state(f"{header}.{payload[:-cut]}.{signature}".encode()) in REFUSED, cut


def test_no_changed_list_is_relied_on() -> None:
    """A label of which a list says that it is withdrawn is that, or not known to be anything; it is never in force."""
    chance = random.Random(3)
    withdrawn, other = samples.lists("revocation")
    whole = json.dumps(LABEL).encode()
    assert state(whole, withdrawn, other) is State.WITHDRAWN
    for _ in range(ROUNDS):
        changed = mutant(withdrawn, chance)
        if changed != withdrawn:
            assert state(whole, changed, other) in {None, State.STATUS_UNKNOWN}, changed
