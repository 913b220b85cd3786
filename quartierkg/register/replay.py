"""A decision, recomputed: the same bytes of the dossier, in the same context, by the same rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from quartierkg.charter import rules
from quartierkg.errors import Gone, NotFound
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.media import N_TRIPLES
from quartierkg.register.case import Case, Filed, Happened, Judgement
from quartierkg.register.judging import judge, kept
from quartierkg.register.surroundings import NAME

# The versions of engines may differ from one machine to another; what they say may not.
_NOT_COMPARED: Final = ("engines",)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was decided on, what it comes to now, and what differs."""

    then: Judgement
    now: Judgement
    differences: tuple[str, ...]
    """The members that differ; none where the verdict is the same."""

    @property
    def same(self) -> bool:
        """Whether the verdict is the same."""
        return not self.differences


def replay(case: Case, event: Happened, data: Callable[[str], bytes]) -> Replayed:
    """The verdict of a decision, again.

    :param data: gives the bytes of a digest; none where they were erased.
    :raises NotFound: when the move rests on no verdict.
    :raises Gone: when the bytes that it needs were erased.
    :raises EngineFault: when the engines disagree now.
    """
    then = event.judgement
    if then is None or event.context is None or event.version is None:
        raise NotFound(Text("Ce passage ne repose sur aucun verdict.", "This move rests on no verdict."))
    filed = case.filed[event.version - 1]
    ruling = judge(
        _source(filed, data),
        Source(NAME, _bytes(event.context, data), N_TRIPLES.essence),
        "application" if then.gate == "application" else "label",
        then.day,
        award=then.award,
        version=then.charter,  # a later one may be the current one since
    )
    was, now = kept(then), kept(ruling.judgement)
    differing = (name for name in was if name not in _NOT_COMPARED and was[name] != now[name])
    return Replayed(then, ruling.judgement, tuple(differing))


def same_shapes(judgement: Judgement) -> bool:
    """Whether the rules of its charter are, byte for byte, those of then."""
    return rules.digest(judgement.charter) == judgement.shapes_sha256


def decision(case: Case, entry: int) -> Happened:
    """The move of a case that is an entry of the journal.

    :raises NotFound: when there is none.
    """
    for event in case.happened:
        if event.entry == entry and event.move:
            return event
    raise NotFound(Text(f"Il n’y a pas de décision {entry}.", f"There is no decision {entry}."))


def _source(filed: Filed, data: Callable[[str], bytes]) -> Source:
    return Source(filed.name, _bytes(filed.sha256, data), filed.media_type)


def _bytes(digest: str, data: Callable[[str], Any]) -> bytes:
    found = data(digest)
    if not found:
        raise Gone(
            Text(
                f"Les octets d’empreinte {digest} ont été effacés : cette décision ne peut plus être recalculée.",
                f"The bytes of digest {digest} were erased: this decision cannot be computed again.",
            )
        )
    return bytes(found)
