"""The contexts of a credential come out of the package, unchanged, and no others are had."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from pyld import jsonld

from quartierkg.label import documents
from quartierkg.label.misfit import Misfit
from tests.samples import ROOT

FOLDER = ROOT / "quartierkg" / "label" / "contexts"


def test_the_context_of_credentials_is_the_published_one() -> None:
    """Its digest is that of the Recommendation (Verifiable Credentials Data Model 2.0, B.1)."""
    text = documents.text("https://www.w3.org/ns/credentials/v2")
    published = "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"
    assert hashlib.sha256(text.encode()).hexdigest() == published


def test_our_context_has_not_changed_since_it_was_named() -> None:
    """Both digests stand in the table beside the files: a new term is a new version, at a new address."""
    table = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(.*\.jsonld)` \| .* \| `([0-9a-f]{64})` \|$", table, re.MULTILINE))
    assert rows == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.jsonld")}
    assert rows["label-v1.jsonld"] == "c5a614d92d8eac9ace1a841aa41628ee0d21367eee4f20c6db7029c8c96dcc6f"


@pytest.mark.parametrize(
    "address",
    ["https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2/", "file:///etc/passwd", ""],
)
def test_another_address_is_refused_by_name(address: str) -> None:
    """Nothing is fetched, wherever it would be."""
    with pytest.raises(Misfit, match=re.escape(repr(address))):
        documents.load(address, {})


def test_our_words_stand_in_the_ontology_under_the_same_names() -> None:
    """Each address in our context that begins with our namespace is a term of the ontology."""
    ontology = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ontology").glob("*.ttl"))
    terms = re.findall(r"https://w3id\.org/quartierkg/ontology#(\w+)", documents.text(documents.LABEL))
    assert len(terms) > 10
    assert [name for name in terms if f"\nqn:{name} a owl:" not in ontology] == []


def test_our_context_redefines_nothing() -> None:
    """Both contexts go together: no word of ours is one of those that the first protects."""
    document = {"@context": list(documents.CONTEXTS), "id": "urn:x:1", "awardedOn": "2026-03-01"}
    (found,) = jsonld.expand(document, {"documentLoader": documents.load})
    (value,) = found["https://w3id.org/quartierkg/ontology#awardedOn"]
    assert value == {"@type": "http://www.w3.org/2001/XMLSchema#date", "@value": "2026-03-01"}
    words = (set(json.loads(documents.text(address))["@context"]) for address in documents.CONTEXTS)
    assert set.intersection(*words) == {"@protected"}
