"""The words of the steps, and what is said of an answer that nothing can be made of."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text

GENERAL: Final = Text("Général", "General")
NATURE: Final = Text("nature", "nature")
NATURE_HELP: Final = Text("Ce qu’est la chose, dans la liste.", "What the thing is, from the list.")
BELONGS: Final = Text("appartient à : {}", "belongs to: {}")
YES: Final = Text("oui", "yes")
NO: Final = Text("non", "no")
UNNAMED: Final = Text("sans nom", "unnamed")

# --- Answers that nothing can be made of

GONE: Final = Text(
    "La chose « {} » n’est plus dans le dossier ; rien n’a été changé.",
    "The thing “{}” is no longer in the dossier; nothing was changed.",
)
UNKNOWN: Final = Text("Le champ « {} » n’existe pas.", "There is no field “{}”.")
UNFIT: Final = Text(
    "Ce texte contient un caractère de contrôle, que rien n’affiche : effacez-le, ou retapez le texte.",
    "This text has a control character, which nothing shows: delete it, or type the text again.",
)
TOO_LONG: Final = Text(
    "Ce texte est trop long : un champ prend au plus {} caractères.",
    "This text is too long: a field takes at most {} characters.",
)
OUTLINE: Final = {
    "UnknownReferenceSystem": Text(
        "Le système de coordonnées n’est pas lu ; donnez des longitudes et latitudes (WGS 84).",
        "The reference system is not read; give longitudes and latitudes (WGS 84).",
    ),
    "UnclosedOutline": Text(
        "Le tracé n’est pas fermé : son dernier point doit être le premier.",
        "The outline is not closed: its last point must be its first.",
    ),
}
UNREADABLE_OUTLINE: Final = Text(
    "Ce n’est pas un tracé : écrivez du WKT, POLYGON ((longitude latitude, …)), ou du GeoJSON.",
    "This is no outline: write WKT, POLYGON ((longitude latitude, …)), or GeoJSON.",
)
NO_GEOJSON: Final = Text(
    "Ce GeoJSON n’a pas de tracé unique : un Polygon, un MultiPolygon ou un Point, seul ou dans une Feature.",
    "This GeoJSON has no single outline: one Polygon, MultiPolygon or Point, alone or in a Feature.",
)
