"""Lists of suspended and of withdrawn labels."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from quartierkg.label import multibase, status, verification
from quartierkg.label.misfit import Misfit
from quartierkg.label.state import State
from quartierkg.label.status import Entry
from quartierkg.language import Text
from tests.label import samples
from tests.label.samples import LABEL, NOW, OURS


def unsigned(document: dict[str, Any]) -> dict[str, Any]:
    """A list without its proof."""
    return {name: value for name, value in document.items() if name != "proof"}


def test_the_first_bit_is_leftmost() -> None:
    """Bitstring Status List 1.0, 3.3: sixteen kilobytes, the first label in the highest bit of the first byte."""
    text = status.encode({0, 9, 131_071})
    assert text.startswith("uH4sI")  # gzip in base 64, after the letter of multibase
    bits = gzip.decompress(multibase.from_base64url(text))
    assert len(bits) == 16 * 1024
    assert (bits[0], bits[1], bits[-1]) == (0b10000000, 0b01000000, 0b00000001)
    assert sum(bits) == 0b10000000 + 0b01000000 + 0b00000001


def test_the_empty_list_of_the_specification_is_read() -> None:
    """The encodedList of its examples (Bitstring Status List 1.0, example 7) is a list of zeros."""
    example = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    assert status.decode(example) == bytes(16 * 1024)


def test_no_two_labels_share_a_place() -> None:
    """Each ordinal has its own, in lists that have room."""
    places = [status.entry(ordinal) for ordinal in range(3 * status.ROOM)]
    assert len(set(places)) == len(places)
    assert {place.number for place in places} == {1, 2, 3}
    assert all(0 <= place.index < status.ENTRIES for place in places)
    assert (places[0], places[-1]) == (Entry(1, 0), Entry(3, status.ROOM - 1))


def test_a_list_says_which_decision_marks_a_label_and_why() -> None:
    """As linked data: an address, a day, a reason in both languages, and the place that it sets."""
    (decision,) = samples.listed("suspension", samples.mark("suspension"))["decision"]
    assert decision == {
        "id": "https://w3id.org/quartierkg/id/decision/suspension",
        "type": "SuspensionDecision",
        "label": "https://w3id.org/quartierkg/id/label/port-lumiere/1",
        "entry": "https://w3id.org/quartierkg/id/status/1/suspension#94567",
        "since": "2026-10-01",
        "description": [
            {"@value": "Le fab lab a fermé\u202f; un autre est cherché.", "@language": "fr"},
            {"@value": "The fab lab closed; another is being looked for.", "@language": "en"},
        ],
    }


def test_what_somebody_wrote_is_said_to_be_in_no_language() -> None:
    """Nobody asked them in which; it stands as they wrote it, to the space, and is read again."""
    mark = replace(samples.mark("suspension"), reason=Text.alike("Fab lab fermé !"))
    document = samples.listed("suspension", mark)
    (decision,) = document["decision"]
    assert decision["description"] == "Fab lab fermé !"
    assert status.read(unsigned(document)).marks[0].reason == mark.reason


def test_a_list_is_read_as_it_was_written() -> None:
    """With its marks, its moment and its end."""
    document = samples.listed("revocation", samples.mark("revocation"))
    found = status.read(unsigned(document))
    assert (found.purpose, found.number, found.until - found.at) == ("revocation", 1, samples.WEEK)
    marked = found.mark(LABEL.entry)
    assert marked is not None
    assert (marked.label, marked.decision) == (LABEL.id, "https://w3id.org/quartierkg/id/decision/revocation")
    assert found.mark(Entry(1, 0)) is None
    assert status.document(found) == unsigned(document)


def test_another_compressor_makes_the_same_list() -> None:
    """What counts is the bits."""
    document = unsigned(samples.listed("revocation", samples.mark("revocation")))
    bits = status.decode(document["credentialSubject"]["encodedList"])
    other = multibase.base64url(gzip.compress(bits, compresslevel=1, mtime=5))
    assert other != document["credentialSubject"]["encodedList"]
    document["credentialSubject"] = {**document["credentialSubject"], "encodedList": other}
    assert status.read(document).marks


def test_bits_and_decisions_say_the_same() -> None:
    """No bit without a decision, no decision without its bit: neither a hidden mark nor an idle one."""
    document = unsigned(samples.listed("revocation", samples.mark("revocation")))
    idle = {**document, "credentialSubject": {**document["credentialSubject"], "encodedList": status.encode(set())}}
    hidden = {name: value for name, value in document.items() if name != "decision"}
    for changed in (idle, hidden):
        with pytest.raises(Misfit):
            status.read(changed)


def test_a_list_that_could_not_be_read_is_not_signed() -> None:
    """An address that is none, or one decision for two labels."""
    one = samples.mark("revocation")
    for marks in ((replace(one, decision="decision 1"),), (one, replace(one, entry=Entry(1, 5)))):
        with pytest.raises(Misfit):
            samples.listed("revocation", *marks)


def test_the_newest_list_counts() -> None:
    """A suspension that was lifted is lifted, in whatever order the lists are given."""
    before = samples.listed("suspension", samples.mark("suspension"), at=NOW - timedelta(days=2))
    after = samples.listed("suspension", at=NOW - timedelta(days=1))
    others = [samples.listed("revocation")]
    for lists in ([before, after, *others], [*others, after, before]):
        sources = [samples.source(one) for one in lists]
        found = verification.verify(samples.source(samples.issued()), OURS.controller, sources, at=NOW)
        assert found.state is State.VALID


def test_a_list_counts_until_its_end_and_not_before_its_beginning() -> None:
    """To the second."""
    label = samples.source(samples.issued())
    lists = [samples.source(samples.listed(purpose, at=NOW)) for purpose in status.PURPOSES]
    states = [
        verification.verify(label, OURS.controller, lists, at=NOW + moment).state
        for moment in (-timedelta(seconds=1), timedelta(0), samples.WEEK - timedelta(seconds=1), samples.WEEK)
    ]
    assert states == [State.STATUS_UNKNOWN, State.VALID, State.VALID, State.STATUS_UNKNOWN]


def test_the_list_of_other_labels_tells_nothing() -> None:
    """A label's place is in the list of its number."""
    lists = [samples.source(samples.listed(purpose, number=2)) for purpose in status.PURPOSES]
    found = verification.verify(samples.source(samples.issued()), OURS.controller, lists, at=NOW)
    assert found.state is State.STATUS_UNKNOWN
