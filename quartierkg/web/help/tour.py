"""The guided tour: what it says is written down; what it counts and lists is asked of form, charter and questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from quartierkg.charter import document
from quartierkg.charter.outcome import Outcome
from quartierkg.form import Form, Sheet, bundled
from quartierkg.language import Language, Text
from quartierkg.report.words import COLUMNS, GATES, SIGNS
from quartierkg.stored import library
from quartierkg.terms import term
from quartierkg.web.help import words
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import render
from quartierkg.workbook.table import names

_MEANINGS: Final = {
    Outcome.PASSED: words.PASSED,
    Outcome.FAILED: words.FAILED,
    Outcome.NOT_STATED: words.NOT_STATED,
    Outcome.CANNOT_TELL: words.CANNOT_TELL,
    Outcome.NOT_APPLICABLE: words.NOT_APPLICABLE,
}
_FIRST: Final = (term("qn:Dossier"), term("qn:Quartier"))
"""What everything else in a workbook belongs to."""
_FEW: Final = 4
"""So many columns tell what a sheet is for, where nothing else does."""

Step = tuple[str, Text]
"""An address, and what is there."""
# Beside the questions that are asked by each; by the name of the audience.
_WAYS: Final[dict[str, tuple[Step, ...]]] = {
    "candidate": (
        ("/aide/tutoriels/candidat", words.WAY_TUTORIAL),
        ("/form", words.WAY_FORM),
        ("/validate", words.WAY_DOSSIER),
        ("/dossiers", words.WAY_FILES),
    ),
    "committee": (
        ("/aide/tutoriels/comite", words.WAY_TUTORIAL),
        ("/dossiers", words.FILE_LINK),
        ("/decisions", words.WAY_DECISIONS),
        ("/network/matrix", words.WAY_MATRIX),
    ),
    "actor": (
        ("/aide/tutoriels/acteur", words.WAY_TUTORIAL),
        ("/search", words.WAY_FIND),
        ("/network/links", words.WAY_LINKS),
        ("/verify", words.WAY_VERIFY),
    ),
    "researcher": (
        ("/aide/tutoriels/recherche", words.WAY_TUTORIAL),
        ("/sparql", words.WAY_SPARQL),
        ("/dumps", words.WAY_DUMPS),
        ("/network/charts", words.WAY_CHARTS),
        ("/aide/glossaire", words.WAY_GLOSSARY),
    ),
}
_DEVELOPER: Final[tuple[Step, ...]] = (
    ("/aide/tutoriels/developpement", words.WAY_TUTORIAL),
    ("/openapi.json", words.WAY_API),
    ("/aide/commandes", words.WAY_COMMANDS),
    (f"/shapes/{document.CURRENT}", words.WAY_SHAPES),
    ("/catalogue", words.WAY_CATALOGUE),
    ("/fair-use", words.WAY_LIMITS),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sheet of the workbook, as the table of the tour has it."""

    name: str
    holds: Text
    columns: int
    requirements: int


@dataclass(frozen=True, slots=True)
class Way:
    """The pages for one kind of reader."""

    reader: Text
    steps: tuple[Step, ...]


def page(request: Request) -> str:
    """The page."""
    language, form, charter = language_of(request), bundled(), document.charter(document.CURRENT)
    lines = tuple(_lines(form, language))
    called = names(form, language)
    first = [called[sheet] for sheet in map(form.of, _FIRST) if sheet is not None]
    return render(
        request,
        "help.html",
        h=words,
        lines=lines,
        first=words.FILL_FIRST.filled(*first),
        gates=(GATES["application"], GATES["label"]),
        signs=[(SIGNS[one], COLUMNS[one], said) for one, said in _MEANINGS.items()],
        criteria=len(charter.criteria),
        requirements=len(charter.requirements),
        ways=tuple(_ways()),
        other="en" if language == "fr" else "fr",
        commands=_commands(language),
    )


def _lines(form: Form, language: Language) -> Iterator[Line]:
    called = names(form, language)
    for sheet in form.sheets:
        rows = {row.id for field in sheet.fields for row in field.requirements}
        yield Line(called[sheet], _holds(sheet), len(sheet.fields), len(rows))


def _holds(sheet: Sheet) -> Text:
    """What a sheet is for: its help, the kinds of things of its rows, or its first columns."""
    if sheet.help is not None:
        return sheet.help
    if sheet.natures:
        return words.SHEET_OF.filled(_listed([choice.label for choice in sheet.natures]))
    return words.SHEET_FIELDS.filled(_listed([field.label for field in sheet.fields[:_FEW]]))


def _listed(said: Sequence[Text]) -> Text:
    return Text(", ".join(one.fr for one in said), ", ".join(one.en for one in said))


def _ways() -> Iterator[Way]:
    asked: dict[str, int] = {}
    labels: dict[str, Text] = {}
    for query in library().values():
        for audience in query.audiences:
            name = audience.name
            asked[name] = asked.get(name, 0) + 1
            labels[name] = audience.label
    for name, steps in _WAYS.items():
        yield Way(labels[name], (*steps, ("/queries", words.QUESTIONS_FOR.filled(asked[name]))))
    yield Way(words.DEVELOPER, _DEVELOPER)


def _commands(language: Language) -> dict[str, str]:
    """The command lines of the tour."""
    name = words.NAME.in_(language)
    return {
        "take": f"quartierkg dossier new --output dossier.xlsx --lang {language}",
        "repair": f"quartierkg remedy dossier.xlsx --lang {language}",
        "file": "quartierkg import dossier.xlsx --output dossier.ttl\n"
        'curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: text/turtle" \\\n'
        f"     --data-binary @dossier.ttl $SERVICE/dossiers/{name}",
    }
