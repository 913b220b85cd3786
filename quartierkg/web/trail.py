"""Where a page stands: the pages above it, below the home page."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text
from quartierkg.web import register_words, words
from quartierkg.web.help import words as help_words

Step = tuple[str, Text]

_QUESTIONS: Final = ("/queries", words.NAV_QUERIES)
_GLOSSARY: Final = ("/aide/glossaire", help_words.GLOSSARY)
_CATALOGUE: Final = ("/catalogue", words.NAV_CATALOGUE)
_SEARCH: Final = ("/search", words.NAV_SEARCH)
_HELP: Final = ("/aide", words.NAV_HELP)
_LIVE: Final = (_SEARCH, _HELP)
"""What only a running service has."""
_ABOVE: Final[dict[str, tuple[Step, ...]]] = {
    "/queries/": (_QUESTIONS,),
    "/graph/": (_CATALOGUE,),
    "/void": (_CATALOGUE,),
    "/profile/": (_CATALOGUE,),
    "/changes": (("/dumps", words.NAV_DUMPS),),
    "/charter/": (("/charter", words.NAV_CHARTER),),
    "/id/": (_SEARCH,),
    "/aide/glossaire/": (_HELP, _GLOSSARY),
    "/aide/": (_HELP,),
    "/network/": (("/network", words.NAV_NETWORK),),
    "/dossiers/": (("/dossiers", register_words.REGISTER),),
    "/decisions": (("/dossiers", register_words.REGISTER),),
    "/labels": (("/dossiers", register_words.REGISTER),),
    "/validate/": (("/validate", words.NAV_VALIDATE),),
    "/verify": (("/dossiers", register_words.REGISTER),),
}
"""By the beginning of a path."""


def trail(path: str, *, live: bool) -> tuple[Step, ...]:
    """The pages above a page, from the top down.

    :param live: whether a service answers; in a folder of files nobody searches, or has a dossier judged.
    """
    found = next((steps for prefix, steps in _ABOVE.items() if path.startswith(prefix)), ())
    return tuple(step for step in found if live or step not in _LIVE)
