"""Parameters that several addresses take, as the published API describes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, Final

from fastapi import Depends, Query
from starlette.datastructures import ImmutableMultiDict, UploadFile

from quartierkg.charter.engines import CHOICES
from quartierkg.charter.rules import GATES, PROFILES
from quartierkg.errors import UsageFault
from quartierkg.language import LANGUAGES, Text
from quartierkg.media import HTML, MediaType
from quartierkg.web import advised, check_words, judge


def _enum(values: Sequence[str]) -> dict[str, Any]:
    return {"enum": list(values)}


_LONGEST_NAME: Final = 64
_YES: Final = ("0", "1")
_DAY: Final[dict[str, Any]] = {"format": "date"}


async def _shown(
    lang: Annotated[
        str | None,
        Query(description="Language of the answer, before Accept-Language.", json_schema_extra=_enum(LANGUAGES)),
    ] = None,
    format: Annotated[str | None, Query(description="Format of the answer as a file extension, before Accept.")] = None,
) -> None:
    """Declared for the description; read where the answer is negotiated."""


SHOWN = [Depends(_shown)]


ProfileName = Annotated[str | None, Query(description="Reading of the charter.", json_schema_extra=_enum(PROFILES))]
GateName = Annotated[str | None, Query(description="What the verdict is for.", json_schema_extra=_enum(GATES))]


async def _chosen(
    profile: ProfileName = None,
    gate: GateName = None,
    engine: Annotated[str | None, Query(description="Who judges.", json_schema_extra=_enum(CHOICES))] = None,
    day: Annotated[str | None, Query(description="Day of the check; by default today.", json_schema_extra=_DAY)] = None,
    award_date: Annotated[
        str | None,
        Query(alias="award-date", description="Date proposed for the award.", json_schema_extra=_DAY),
    ] = None,
) -> None:
    """Declared for the description; read where the dossier is judged."""


CHOSEN = [Depends(_chosen)]


async def _kept(
    keep: Annotated[
        str | None, Query(description="Whether the result is kept for some days.", json_schema_extra=_enum(_YES))
    ] = None,
) -> None:
    """Declared for the description; read where the dossier is handed in."""


KEPT = [Depends(_kept)]


async def _remedied(
    remedies: Annotated[
        str | None,
        Query(
            description="Whether the page of a verdict waits for the remedies of its dossier.",
            json_schema_extra=_enum(_YES),
        ),
    ] = None,
) -> None:
    """Declared for the description; read where the page is made."""


REMEDIED = [Depends(_remedied)]


def asks_for_remedies(given: ImmutableMultiDict[str, str], media: MediaType) -> bool:
    """Whether an address asks for remedies.

    :raises UsageFault: when its value is none, or another format than the page is asked for: it has no remedies.
    """
    asked = judge.one_of(_YES, once(given, advised.PARAMETER), advised.PARAMETER) == "1"
    if asked and media is not HTML:
        raise UsageFault(check_words.REMEDIES_ON_PAGES, remedy=check_words.REMEDIES_ELSEWHERE)
    return asked


def known(given: Iterable[str], names: Collection[str]) -> None:
    """Nothing that was sent is passed over in silence.

    :raises UsageFault: when a parameter is none of those that there are.
    """
    for name in given:
        if len(name) > _LONGEST_NAME:
            raise UsageFault(
                Text(
                    "Un des paramètres aurait pour nom tout un texte : il n’y en a pas de tel.",
                    "One of the parameters would have a whole text for its name: there is none like that.",
                ),
                remedy=Text(
                    "Si c’est un dossier, dites sa syntaxe par Content-Type, par exemple text/turtle.",
                    "If it is a dossier, say its syntax by Content-Type, text/turtle for example.",
                ),
            )
        if name not in names:
            near = get_close_matches(name, names, 1)
            remedy = Text(f"Paramètre proche : {near[0]}.", f"Nearest parameter: {near[0]}.") if near else None
            listed = ", ".join(names)
            raise UsageFault(
                Text(
                    f"Le paramètre « {name} » n’existe pas (paramètres : {listed}).",
                    f"There is no parameter {name!r} (parameters: {listed}).",
                ),
                remedy=remedy,
            )


def stated(parameters: Mapping[str, str]) -> None:
    """Nothing is asked for by an empty value: in a form a field may be left empty, an address need not name it.

    :raises UsageFault: when a parameter has none.
    """
    for name, value in parameters.items():
        if not value:
            raise UsageFault(
                Text("Le paramètre « {} » n’a pas de valeur.", "The parameter “{}” has no value.").filled(name)
            )


def once(
    fields: ImmutableMultiDict[str, str] | ImmutableMultiDict[str, str | UploadFile],
    name: str,
    fault: Callable[[Text], UsageFault] = UsageFault,
) -> str:
    """What a parameter says; empty when it is not given.

    :param fault: makes the fault of one that is given twice.
    :raises UsageFault: when it is given twice, or as a file.
    """
    values = fields.getlist(name)
    if len(values) > 1:
        raise fault(
            Text(f"Le paramètre « {name} » est donné deux fois.", f"The parameter {name!r} is given twice."),
        )
    value = values[0] if values else ""
    if isinstance(value, UploadFile):
        said = f"The parameter {name!r} is a word, not a file."
        raise UsageFault(Text(f"Le paramètre « {name} » est un mot, non un fichier.", said))
    return value
