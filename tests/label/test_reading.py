"""A stranger's bytes: whatever they are, an answer comes of them, and soon."""

from __future__ import annotations

import json
import time

import pytest

from quartierkg.errors import NotACredential, Refused, SyntaxFault, TooLarge, Unreadable
from quartierkg.label import verification
from quartierkg.label.state import State
from tests.label import samples
from tests.label.samples import NOW, OURS


def state(data: bytes) -> State:
    """What a verification says of some bytes."""
    return verification.verify(samples.source(data), OURS.controller, at=NOW).state


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", SyntaxFault),
        (b"\xff\xfe", SyntaxFault),
        (b"{", SyntaxFault),
        (b"<html>", SyntaxFault),
        (b"[1]", NotACredential),
        (b"5", NotACredential),
        (b"{}", NotACredential),
        (b'{"type": {"a": 1}}', NotACredential),
        (b'{"type": ["VerifiablePresentation"]}', NotACredential),
        (b"[" * 100_000, Refused),
        (b'{"a":' * 100_000, Refused),
        (b" " * 1_048_577, TooLarge),
        (b"a.b", SyntaxFault),
    ],
)
def test_what_is_no_credential_is_told_apart(data: bytes, kind: type[Unreadable]) -> None:
    """Not JSON, JSON of something else, nested too deep, or too long: each with its own error."""
    with pytest.raises(kind):
        state(data)


def signed(*replacements: tuple[str, str]) -> bytes:
    """A genuine label with some of its text replaced."""
    text = json.dumps(samples.issued())
    for old, new in replacements:
        assert text.count(old) >= 1
        text = text.replace(old, new, 1)
    return text.encode()


@pytest.mark.parametrize(
    "data",
    [
        signed(('"illustrative": true', '"illustrative": false, "illustrative": true')),
        signed(('"illustrative": true', '"illustrative": 1')),
        signed(('"illustrative": true', '"illustrative": "true"')),
        signed(('"statusListIndex": "94567"', '"statusListIndex": 94567')),
        signed(('"statusListIndex": "94567"', '"statusListIndex": "094567"')),
        signed(('"statusListIndex": "94567"', '"statusListIndex": "99999999999999999999"')),
        signed(('"statusListIndex": "94567"', '"statusListIndex": "٥"')),
        signed(('"illustrative": true', '"illustrative": NaN')),
        signed(('"illustrative": true', '"illustrative": 1' + "0" * 5000)),
        signed(('"@value": "Port', '"@value": "\\ud800Port')),
        signed(('"proofPurpose"', '"nonce": "x", "proofPurpose"')),
        signed(('"proofValue": "z', '"proofValue": "z1')),
        signed(('"proofValue": "z', '"proofValue": "u')),
        signed(('"credentialSubject": {', '"credentialSubject": {"@context": {"x": "urn:x:"}, ')),
        signed(('"evidence": [{', '"evidence": [{"@included": [], ')),
        signed(('"meetsCriterion": [', '"meetsCriterion": ["https://w3id.org/quartierkg/charter/1#criterion-1", ')),
        signed(('"meetsCriterion": [', '"meetsCriterion": ["../secret", ')),
        signed(('"meetsCriterion": [', '"meetsCriterion": [' + '"urn:x:1", ' * 50_000)),
        signed(('"credentialStatus": [', '"credentialStatus": [{"type": "Other"}, ')),
        signed(('"credentialStatus": [', '"credentialStatus": [[], ')),
        signed(('"evidence": [', '"evidence": [5, ')),
        signed(('"@language": "en"', '"@language": "EN"')),
        b'{"type": "VerifiableCredential"}',
        b'{"type": ["VerifiableCredential"], "proof": [], "issuer": {}}',
        b"e30.e30.e30",
        b"....",
        b"e30.e30.",
    ],
)
def test_what_programs_could_read_differently_is_tampered(data: bytes) -> None:
    """A name twice, a number for a text, a context within, things that JSON-LD drops or merges."""
    begun = time.process_time()
    try:
        found = state(data)
    except Unreadable:
        assert data == b"...."  # neither a token nor JSON
    else:
        assert found in {State.TAMPERED, State.UNKNOWN_ISSUER}
    assert time.process_time() - begun < 2


def test_a_list_of_status_that_is_hostile_tells_nothing() -> None:
    """Bits that unpack to gigabytes, that are cut off, or that are none: the status is not known, and that soon."""
    import gzip

    from quartierkg.label import multibase

    bomb = gzip.compress(bytes(50_000_000))
    empty = samples.listed("revocation")
    whole = multibase.from_base64url(empty["credentialSubject"]["encodedList"])
    for packed in (bomb, bomb[:1000], whole[:-9], whole + b"x", whole + whole, b"", b"x" * 100):
        subject = {**empty["credentialSubject"], "encodedList": multibase.base64url(packed)}
        lists = [samples.source({**empty, "credentialSubject": subject}), samples.source(samples.listed("suspension"))]
        found = verification.verify(samples.source(samples.issued()), OURS.controller, lists, at=NOW)
        assert found.state is State.STATUS_UNKNOWN
