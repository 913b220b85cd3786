"""Names of fictional things: made of words, told apart by a number, and saying that they are invented."""

from __future__ import annotations

from typing import Final

from quartierkg.language import Text
from quartierkg.synth.chance import Chance

_PLACES: Final = (
    *("Ancre", "Aulne", "Balise", "Brume", "Canal", "Carrière", "Chaume", "Cèdre", "Digue", "Écluse", "Falaise"),
    *("Forge", "Garenne", "Grève", "Halle", "Île", "Jetée", "Lande", "Marais", "Moulin", "Noyer", "Orme", "Passerelle"),
    *("Phare", "Pinède", "Quai", "Rade", "Saule", "Source", "Tilleul", "Tour", "Verger", "Vigne", "Volière"),
)
_KINDS: Final = (
    *("d’Argent", "d’Azur", "d’Été", "de Brume", "de Craie", "de Cuivre", "de Givre", "de Jade", "de l’Aube"),
    *("de l’Écho", "de la Lune", "de Sable", "de Sel", "de Verre", "des Étoiles", "des Marées", "des Nuages"),
    *("des Vents", "du Levant", "du Ponant", "du Lointain", "sans Nom"),
)
_FIRMS: Final = (
    "Atelier",
    "Boussole",
    "Calque",
    "Fil",
    "Grappe",
    "Lentille",
    "Nacelle",
    "Oriflamme",
    "Sillage",
    "Trame",
)
_TRADES: Final = ("Capteurs", "Cartes", "Données", "Images", "Logiciels", "Réseaux", "Robots", "Signaux", "Systèmes")
_PEOPLE: Final = (
    "Adélie",
    "Basile",
    "Célestin",
    "Doriane",
    "Elzéar",
    "Fantine",
    "Gaspard",
    "Honorine",
    "Isée",
    "Jonas",
)
_FAMILIES: Final = (
    *("Belleplume", "Clairfontaine", "Desbrumes", "Grandvent", "Lalanterne", "Malécume", "Petitpas", "Sautelune"),
    *("Tournevire", "Vertbois"),
)


def place(number: int) -> str:
    """The name of a place, the same for the same number."""
    return f"{_PLACES[number % len(_PLACES)]} {_KINDS[number // len(_PLACES) % len(_KINDS)]} {number}"


def firm(chance: Chance, number: str) -> Text:
    """The name of a firm."""
    return invented(f"{chance.one(_FIRMS)} {chance.one(_TRADES)} {number}", "fictive")


def person(chance: Chance) -> Text:
    """The name of a person."""
    name = f"{chance.one(_PEOPLE)} {chance.one(_FAMILIES)}"
    return Text(f"{name} (personnage fictif)", f"{name} (fictional character)")


def invented(name: str, word: str = "fictif") -> Text:
    """A name that says that it is invented."""
    return Text(f"{name} ({word})", f"{name} (fictional)")
