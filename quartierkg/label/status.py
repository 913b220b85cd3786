"""Which labels are suspended or withdrawn, and why: Bitstring Status Lists 1.0, signed like the labels themselves."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, Literal

from quartierkg.label import documents, moment, multibase, part, proof
from quartierkg.label.misfit import Misfit
from quartierkg.label.signature import Signer
from quartierkg.language import Text
from quartierkg.terms import ID

Purpose = Literal["revocation", "suspension"]
PURPOSES: Final[tuple[Purpose, ...]] = ("revocation", "suspension")
"""A revocation is final, a suspension can be lifted (Bitstring Status List 1.0, 2.1, statusPurpose)."""

TYPE: Final = "BitstringStatusListCredential"
ENTRIES: Final = 131_072
"""How many bits a list has: the least that the specification allows (6.1)."""
ROOM: Final = 1_000
"""How many labels one list is used for: reading JSON-LD takes time by more than the number of decisions in it."""
_BYTES: Final = ENTRIES // 8
_DIGITS: Final = 6
_DECISIONS: Final[dict[Purpose, str]] = {"revocation": "WithdrawalDecision", "suspension": "SuspensionDecision"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A label's place in the lists: one place in both of them."""

    number: int
    index: int

    def address(self, purpose: Purpose) -> str:
        """The IRI of the place in the list of a purpose."""
        return f"{address(purpose, self.number)}#{self.index}"

    def document(self, purpose: Purpose) -> dict[str, Any]:
        """The place as a credential names it (2.1)."""
        return {
            "id": self.address(purpose),
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": str(self.index),
            "statusListCredential": address(purpose, self.number),
        }


def entry(ordinal: int) -> Entry:
    """The place of the n-th label that was ever awarded, from 0 on; no two labels share one."""
    number, index = divmod(ordinal, ROOM)
    return Entry(number + 1, index)


def place(document: part.Document) -> Entry:
    """The place that a credential names.

    :raises Misfit: when it names none of ours.
    """
    _, number = _named(part.iri(document.get("statusListCredential")))
    return Entry(number, _index(part.text(document.get("statusListIndex"))))


def address(purpose: Purpose, number: int) -> str:
    """The IRI of a list."""
    return f"{ID}status/{number}/{purpose}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A label that a list marks, by which decision, since when, and why."""

    label: str
    """The IRI of its credential."""
    entry: Entry
    decision: str
    """The IRI of the decision."""
    since: date
    reason: Text


@dataclass(frozen=True, slots=True)
class StatusList:
    """The labels that are suspended, or those that are withdrawn, as of a moment."""

    purpose: Purpose
    number: int
    issuer: str
    at: datetime
    until: datetime
    """From then on nobody is to rely on it: an old list that someone shows again says nothing."""
    marks: tuple[Mark, ...] = ()

    @property
    def id(self) -> str:
        """Its IRI."""
        return address(self.purpose, self.number)

    def mark(self, place: Entry) -> Mark | None:
        """What it says of a label, if anything."""
        return next((one for one in self.marks if one.entry == place), None)


def issue(found: StatusList, signer: Signer) -> dict[str, Any]:
    """The signed credential of a list.

    :raises Misfit: when what it names is no IRI, when two of its marks are one, or when there are too many.
    """
    unsigned = document(replace(found, marks=tuple(_settled(one) for one in found.marks)))
    read(unsigned)
    return proof.sign(unsigned, signer, found.at)


def document(found: StatusList) -> dict[str, Any]:
    """The credential of a list, without its proof (2.2)."""
    decisions = [_decision(found.purpose, one) for one in found.marks]
    return {
        "@context": list(documents.CONTEXTS),
        "id": found.id,
        "type": ["VerifiableCredential", TYPE],
        "issuer": found.issuer,
        "validFrom": moment.write(found.at),
        "validUntil": moment.write(found.until),
        "credentialSubject": {
            "id": f"{found.id}#list",
            "type": "BitstringStatusList",
            "statusPurpose": found.purpose,
            "encodedList": encode({one.entry.index for one in found.marks}),
        },
        **({"decision": decisions} if decisions else {}),
    }


def read(unsigned: part.Document) -> StatusList:
    """The list that a credential without its proof is.

    :raises Misfit: when it says anything more, less or else than such a list of ours; so when its bits are not those
        of the decisions that it names.
    """
    subject = part.mapping(unsigned.get("credentialSubject"))
    purpose, number = _named(part.iri(unsigned.get("id")))
    found = StatusList(
        purpose,
        number,
        part.iri(unsigned.get("issuer")),
        moment.read(unsigned.get("validFrom")),
        moment.read(unsigned.get("validUntil")),
        tuple(_mark(number, part.mapping(one)) for one in part.items(unsigned.get("decision", []))),
    )
    if len({one.decision for one in found.marks}) < len(found.marks) or len(found.marks) > ROOM:
        raise Misfit("decisions")
    bits = decode(part.text(subject.get("encodedList")))
    written = document(found)
    # Two compressors may write the same bits differently.
    if bits == decode(written["credentialSubject"]["encodedList"]):
        written["credentialSubject"]["encodedList"] = subject["encodedList"]
    if written != unsigned:
        raise Misfit("status list")
    return found


def encode(indexes: set[int]) -> str:
    """A list of bits, the first one leftmost, compressed (3.3)."""
    bits = bytearray(_BYTES)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    return multibase.base64url(gzip.compress(bytes(bits), mtime=0))


def decode(text: str) -> bytes:
    """The bits that :func:`encode` wrote (3.4); no more is ever unpacked than a list has.

    :raises Misfit: when they are not such bits.
    """
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        bits = unpacker.decompress(multibase.from_base64url(text), _BYTES + 1)
    except zlib.error as error:
        raise Misfit("bitstring") from error
    if len(bits) != _BYTES or not unpacker.eof or unpacker.unused_data:
        raise Misfit("bitstring")
    return bits


def _settled(mark: Mark) -> Mark:
    # Words of our own have the spaces of French; what somebody wrote stays as they wrote it.
    return mark if mark.reason.fr == mark.reason.en else replace(mark, reason=part.settled(mark.reason))


def _named(id: str) -> tuple[Purpose, int]:
    number, _, name = id.removeprefix(f"{ID}status/").partition("/")
    for purpose in PURPOSES:
        if name == purpose and number.isascii() and number.isdigit() and len(number) <= _DIGITS:
            return purpose, int(number)
    raise Misfit("status list")


def _decision(purpose: Purpose, mark: Mark) -> dict[str, Any]:
    return {
        "id": mark.decision,
        "type": _DECISIONS[purpose],
        "label": mark.label,
        "entry": mark.entry.address(purpose),
        "since": mark.since.isoformat(),
        "description": part.reason(mark.reason),
    }


def _mark(number: int, document: part.Document) -> Mark:
    return Mark(
        part.iri(document.get("label")),
        Entry(number, _index(part.iri(document.get("entry")).rpartition("#")[2])),
        part.iri(document.get("id")),
        moment.day(document.get("since")),
        part.reason_heard(document.get("description")),
    )


def _index(written: str) -> int:
    if not written.isascii() or not written.isdigit() or len(written) > _DIGITS or int(written) >= ENTRIES:
        raise Misfit("index")
    return int(written)
