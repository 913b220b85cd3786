"""Data Integrity proofs with ``eddsa-rdfc-2022`` (Data Integrity EdDSA Cryptosuites 1.0, 3.2).

JSON-LD is read by pyld with the bundled contexts only; the canonical form (RDFC-1.0) comes from Oxigraph.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any, Final, cast

from nacl.signing import VerifyKey
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from quartierkg.label import documents, moment, multibase, part, signature
from quartierkg.label.misfit import Misfit
from quartierkg.label.signature import Signer

TYPE: Final = "DataIntegrityProof"
CRYPTOSUITE: Final = "eddsa-rdfc-2022"
PURPOSE: Final = "assertionMethod"
_NAMES: Final = frozenset(("type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"))
# Canonical names for blank nodes can take time beyond any measure; ours has one, the proof itself.
_BLANKS: Final = 1
_BLANK: Final = re.compile(r"_:b\d+")
# pyld keeps the contexts that it has worked through in a store that two threads must not write to.
_ONE: Final = Lock()


def sign(
    document: part.Document, signer: Signer, created: datetime, load: documents.Loader = documents.load
) -> dict[str, Any]:
    """A document with its proof (3.2.1).

    :raises Misfit: when it names a context that is not bundled, or has blank nodes.
    """
    options = {
        "type": TYPE,
        "cryptosuite": CRYPTOSUITE,
        "created": moment.write(created),
        "verificationMethod": signer.method,
        "proofPurpose": PURPOSE,
    }
    value = signer.sign(_hashed(document, options, load))
    return {**document, "proof": {**options, "proofValue": multibase.base58(value)}}


def verify(secured: part.Document, public: VerifyKey, load: documents.Loader = documents.load) -> bool:
    """Whether the proof of a document is made with a key over exactly what the document says (3.2.2).

    :raises Misfit: when the proof is none of this suite, or the document cannot be read as JSON-LD.
    """
    options = dict(options_of(secured))
    value = multibase.from_base58(part.text(options.pop("proofValue")))
    document = {name: value for name, value in secured.items() if name != "proof"}
    return signature.holds(public, _hashed(document, options, load), value)


def options_of(secured: part.Document) -> part.Document:
    """The one proof of a document.

    :raises Misfit: when there is none or several, or when it is of another suite or says more.
    """
    found = part.mapping(secured.get("proof"))
    expected = {"type": TYPE, "cryptosuite": CRYPTOSUITE, "proofPurpose": PURPOSE}
    if found.keys() != _NAMES or any(found[name] != value for name, value in expected.items()):
        raise Misfit("proof")
    moment.read(found["created"])
    part.text(found["verificationMethod"])
    return found


def _hashed(document: part.Document, options: part.Document, load: documents.Loader) -> bytes:
    """What is signed: the digest of the options, then that of the document (3.2.4)."""
    configured = {"@context": document.get("@context"), **options}
    parts = (canonical(configured, load, blanks=_BLANKS), canonical(document, load))
    return b"".join(hashlib.sha256(one).digest() for one in parts)


def canonical(document: part.Document, load: documents.Loader = documents.load, *, blanks: int = 0) -> bytes:
    """The canonical N-Quads of a JSON-LD document (RDF Dataset Canonicalization 1.0).

    :param blanks: how many blank nodes it may have.
    :raises Misfit: when it has more, when it is no JSON-LD, or when it names a context that is not known.
    """
    quads = _quads(document, load)
    if len(set(_BLANK.findall(quads))) > blanks:
        raise Misfit("blank nodes")
    try:
        dataset = Dataset(parse(quads.encode(), format=RdfFormat.N_QUADS))
    except (SyntaxError, UnicodeEncodeError) as error:
        raise Misfit("rdf") from error
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset)).encode()


def _quads(document: part.Document, load: documents.Loader) -> str:
    jsonld = _pyld()
    options = {"documentLoader": load, "format": "application/n-quads", "base": ""}
    try:
        with _ONE:
            return cast(str, jsonld.to_rdf(dict(document), options))
    except (jsonld.JsonLdError, Misfit, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Misfit("json-ld") from error


@cache
def _pyld() -> Any:
    """The library, loaded when it is first needed: a verification of a ``vc+jwt`` does without."""
    from pyld import jsonld

    return jsonld
