"""Which RDF syntax a source is in, by its media type or its name. Never by guessing from the content."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from pyoxigraph import RdfFormat

from quartierkg.errors import UnknownFormat
from quartierkg.intake.source import Source
from quartierkg.language import Text
from quartierkg.media import RDF

BY_EXTENSION: Final[dict[str, RdfFormat]] = {
    f".{extension}": media.rdf for media in RDF if media.rdf is not None for extension in media.extensions
}

# Named by hand, it is read; a folder's .json files may be anything.
_BY_HAND: Final = {".json": RdfFormat.JSON_LD}

BY_MEDIA_TYPE: Final[dict[str, RdfFormat]] = {
    essence: media.rdf for media in RDF if media.rdf is not None for essence in media.essences
}


def of(source: Source) -> RdfFormat:
    """The syntax of a source: its media type first, its file extension otherwise.

    :raises UnknownFormat: when neither says; the error lists what is read.
    """
    media_type = (source.media_type or "").split(";")[0].strip().lower()
    extension = PurePath(source.name).suffix.lower()
    found = BY_MEDIA_TYPE.get(media_type) or BY_EXTENSION.get(extension) or _BY_HAND.get(extension)
    if found is None:
        known, types = ", ".join(BY_EXTENSION), ", ".join(BY_MEDIA_TYPE)
        raise UnknownFormat(
            Text(
                "Ni le nom ni le type de média ne disent le format RDF.",
                "Neither name nor media type says the RDF syntax.",
            ),
            source=source.name,
            remedy=Text(
                f"Extensions lues : {known} ; types de média : {types}.",
                f"Extensions read: {known}; media types: {types}.",
            ),
        )
    return found
