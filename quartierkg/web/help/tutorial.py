"""The tutorials: ten minutes for each of the five readers, as they stand in ``docs/tutorials``."""

from __future__ import annotations

from functools import cache
from typing import Final

from starlette.requests import Request

from quartierkg import resources
from quartierkg.errors import NotFound
from quartierkg.language import Language, Text, typeset
from quartierkg.web.help import words
from quartierkg.web.help.prose import blocks
from quartierkg.web.negotiation import language_of
from quartierkg.web.pages import is_asked, linking, render

TUTORIALS: Final = {
    "candidat": "candidate",
    "comite": "committee",
    "acteur": "actor",
    "recherche": "researcher",
    "developpement": "developer",
}
"""The end of each address, with the name of the text."""
FOLDER: Final = "/aide/tutoriels/"


def page(request: Request, name: str) -> str:
    """The page.

    :raises NotFound: when there is no such tutorial.
    """
    if name not in TUTORIALS:
        raise NotFound(Text(f"Le tutoriel « {name} » n’existe pas.", f"There is no tutorial {name!r}."))
    language = language_of(request)
    title, lead, *rest = blocks(text(TUTORIALS[name], language), linking(language, asked=is_asked(request, language)))
    return render(request, "help-tutorial.html", h=words, title=title.said, lead=lead.said, blocks=rest)


@cache
def text(name: str, language: Language) -> str:
    """A tutorial in a language, French with the spaces that its typography asks for."""
    said = (resources.folder("tutorials") / f"{name}.{language}.md").read_text(encoding="utf-8")
    return said if language == "en" else "".join(_typeset(said))


def _typeset(said: str) -> list[str]:
    """What people read, and not what they type: between two fences nothing is changed."""
    parts = said.split("\n```")
    return [("\n```" if at else "") + (typeset(part) if at % 2 == 0 else part) for at, part in enumerate(parts)]
