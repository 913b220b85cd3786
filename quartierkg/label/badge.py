"""A badge of a Quartier: how its label stands now, in a picture and in data, with a link to the proof.

A badge proves nothing by itself, for anybody can draw one; it says where the proof is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from quartierkg.label import part
from quartierkg.label.credential import Credential
from quartierkg.label.state import NAMES, State
from quartierkg.label.status import Mark
from quartierkg.language import Language, Text

MEDIA_TYPE: Final = "image/svg+xml"

_TITLE: Final = Text("Quartier Numérique", "Quartier Numérique")
_NONE: Final = Text("sans label", "no label")
_FICTIONAL: Final = Text("fictif", "fictional")
_IN_FORCE: Final = Text("labellisé", "labelled")
_SINCE: Final = Text("{} depuis le {}", "{} since {}")
_ABOUT: Final = Text(
    "{} : {}. Ce badge n’est pas une preuve : elle est à l’adresse {}.",
    "{}: {}. This badge is no proof: that is at {}.",
)
_EXAMPLE: Final = Text("Quartier fictif, donné en exemple.", "A fictional Quartier, given as an example.")

# White on each has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3); the word tells the state, not the colour.
_COLOURS: Final = {
    State.VALID: "#1b6b3a",
    State.SUSPENDED: "#8a4b00",
    State.WITHDRAWN: "#a11d1d",
    State.EXPIRED: "#5c5c5c",
    State.NOT_YET_VALID: "#1f5a8c",
}
_OTHER: Final = "#5c5c5c"
_LEFT: Final = "#33373d"

_HEIGHT: Final = 28
_MARGIN: Final = 10
_SIZE: Final = 13
# The width of a character in a sans-serif face of this size, on the generous side; textLength settles the rest.
_ADVANCE: Final = 7.6


@dataclass(frozen=True, slots=True)
class Badge:
    """How the label of a Quartier stands."""

    quartier: str
    """The IRI of the Quartier."""
    name: Text
    illustrative: bool
    state: State | None
    """None where there is no label."""
    since: date | None
    proof: str
    """Where the credential is, or the page that says that there is none."""
    reason: Text | None = None
    """Why it is suspended or withdrawn."""

    @property
    def word(self) -> Text:
        """The state in a word or two."""
        said = NAMES[self.state] if self.state else _NONE
        if self.state is State.VALID:
            said = _IN_FORCE
        return Text(f"{said.fr} ({_FICTIONAL.fr})", f"{said.en} ({_FICTIONAL.en})") if self.illustrative else said

    @property
    def standing(self) -> Text:
        """The state, and since when."""
        return _SINCE.filled(self.word, self.since.isoformat()) if self.since else self.word

    @property
    def sentence(self) -> Text:
        """The state in a sentence, for those who do not see the picture."""
        about = _ABOUT.filled(self.name, self.standing, self.proof)
        return Text(f"{about.fr} {_EXAMPLE.fr}", f"{about.en} {_EXAMPLE.en}") if self.illustrative else about


def of(label: Credential, state: State, mark: Mark | None = None) -> Badge:
    """The badge of a label.

    :param state: how it stands (:func:`quartierkg.label.verification.standing`).
    :param mark: the decision that suspends or withdraws it.
    """
    subject = label.subject
    return Badge(
        subject.quartier,
        subject.name,
        subject.illustrative,
        state,
        mark.since if mark else subject.awarded,
        label.id,
        mark.reason if mark else None,
    )


def data(badge: Badge) -> dict[str, Any]:
    """The badge for programs."""
    return {
        "quartier": badge.quartier,
        "name": _both(badge.name),
        "illustrative": badge.illustrative,
        "state": badge.state.value if badge.state else None,
        "label": _both(badge.word),
        "since": badge.since.isoformat() if badge.since else None,
        "reason": part.by_language(badge.reason) if badge.reason else None,
        "sentence": _both(badge.sentence),
        "proof": badge.proof,
    }


def drawing(badge: Badge, language: Language) -> str:
    """The badge as SVG: with a title and a description, without script and without style (SVG 2, 5.8)."""
    left, right = f"{_TITLE.in_(language)} – {badge.name.in_(language)}", badge.word.in_(language)
    widths = _width(left), _width(right)
    whole = sum(widths)
    colour = _COLOURS.get(badge.state, _OTHER) if badge.state else _OTHER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" width="{whole}" height="{_HEIGHT}" '
        f'viewBox="0 0 {whole} {_HEIGHT}" role="img" aria-labelledby="title description">\n'
        f'<title id="title">{escape(f"{left} – {right}")}</title>\n'
        f'<desc id="description">{escape(badge.sentence.in_(language))}</desc>\n'
        f"<a href={quoteattr(badge.proof)}>\n"
        f'<rect width="{widths[0]}" height="{_HEIGHT}" fill="{_LEFT}"/>\n'
        f'<rect x="{widths[0]}" width="{widths[1]}" height="{_HEIGHT}" fill="{colour}"/>\n'
        f"{_words(left, 0, widths[0])}{_words(right, widths[0], widths[1])}"
        "</a>\n</svg>\n"
    )


def _words(text: str, start: int, width: int) -> str:
    room = width - 2 * _MARGIN
    return (
        f'<text x="{start + _MARGIN}" y="19" font-family="Verdana, DejaVu Sans, sans-serif" font-size="{_SIZE}" '
        f'fill="#ffffff" textLength="{room}" lengthAdjust="spacingAndGlyphs" aria-hidden="true">{escape(text)}</text>\n'
    )


def _width(text: str) -> int:
    return round(len(text) * _ADVANCE) + 2 * _MARGIN


def _both(text: Text) -> dict[str, str]:
    return {"fr": text.in_("fr"), "en": text.in_("en")}
