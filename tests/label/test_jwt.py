"""The second form: ``vc+jwt``."""

from __future__ import annotations

import base64
import json
from typing import Any

from nacl.signing import VerifyKey

from quartierkg.label import credential, jwt, verification
from quartierkg.label.state import State
from tests.label import samples
from tests.label.samples import LABEL, NOW, OURS

TOKEN = jwt.issue(credential.document(LABEL), OURS.signer, NOW)


def part(text: str) -> Any:
    """A part of a token as JSON."""
    return json.loads(decoded(text))


def decoded(text: str) -> bytes:
    """A part of a token as bytes."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_the_header_names_type_algorithm_and_key() -> None:
    """VC-JOSE-COSE 3.1.1 and RFC 9864, 2.2: nothing else is in it."""
    assert part(TOKEN.split(".")[0]) == {
        "alg": "Ed25519",
        "typ": "vc+jwt",
        "cty": "vc",
        "kid": OURS.controller.methods[0].id,
    }


def test_the_payload_is_the_credential_itself() -> None:
    """With the moment of its signature, in seconds since 1970; there is no claim ``vc`` around it."""
    assert part(TOKEN.split(".")[1]) == {**credential.document(LABEL), "iat": 1_795_856_400}


def test_the_signature_is_that_of_the_first_two_parts() -> None:
    """RFC 7515, 5.1: letter for letter, as they are sent."""
    signed, _, value = TOKEN.rpartition(".")
    key = VerifyKey(bytes(OURS.signer.secret.verify_key))
    assert key.verify(signed.encode("ascii"), decoded(value)) == signed.encode("ascii")


def test_both_forms_say_the_same() -> None:
    """Whoever verifies either finds the same label, signed at the same moment by the same key."""
    first, second = (
        verification.verify(samples.source(form), OURS.controller, at=NOW) for form in (samples.issued(), TOKEN + "\n")
    )
    assert first.credential == second.credential == LABEL
    assert (first.signed, first.key) == (second.signed, second.key) == (NOW, OURS.signer.method)
    assert (first.form, second.form) == ("json-ld", "vc+jwt")
    assert first.state is second.state is State.STATUS_UNKNOWN


def test_a_word_that_is_not_ours_is_not_read() -> None:
    """A token may carry what nobody certified; even when the issuer signed it, it is no label."""
    unsigned = {**credential.document(LABEL), "grade": "excellent"}
    found = verification.verify(samples.source(jwt.issue(unsigned, OURS.signer, NOW)), OURS.controller, at=NOW)
    assert found.state is State.TAMPERED
