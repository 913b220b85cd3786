"""Why something went wrong, as the system and the parsers of the standard library say it, in both languages.

They speak English only; what the tables below do not hold is quoted as it is.
"""

from __future__ import annotations

import errno
import os
from json import JSONDecodeError
from typing import Final
from xml.parsers import expat

from quartierkg.language import Text

_SYSTEM: Final = {
    errno.EACCES: "accès refusé",
    errno.EADDRINUSE: "adresse déjà utilisée",
    errno.EADDRNOTAVAIL: "adresse qui n’est pas de cette machine",
    errno.EEXIST: "il existe déjà",
    errno.EFBIG: "fichier trop grand",
    errno.EIO: "erreur de lecture ou d’écriture",
    errno.EISDIR: "c’est un répertoire",
    errno.ELOOP: "trop de liens symboliques",
    errno.EMFILE: "trop de fichiers ouverts",
    errno.ENAMETOOLONG: "nom trop long",
    errno.ENOENT: "il n’existe pas",
    errno.ENOSPC: "plus de place sur le disque",
    errno.ENOTDIR: "ce n’est pas un répertoire",
    errno.EPERM: "opération interdite",
    errno.EROFS: "système de fichiers en lecture seule",
}

_JSON: Final = {
    "Expecting value": "une valeur est attendue",
    "Expecting ',' delimiter": "une virgule est attendue",
    "Expecting ':' delimiter": "un deux-points est attendu",
    "Expecting property name enclosed in double quotes": "un nom entre guillemets droits est attendu",
    "Extra data": "du texte suit la fin du document",
    "Illegal trailing comma before end of array": "virgule de trop à la fin d’une liste",
    "Illegal trailing comma before end of object": "virgule de trop à la fin d’un objet",
    "Invalid \\escape": "séquence d’échappement inconnue",
    "Invalid \\uXXXX escape": "séquence \\uXXXX incomplète",
    "Invalid control character at": "caractère de contrôle dans un texte",
    "Unterminated string starting at": "texte sans guillemet fermant",
}

_XML: Final = {
    "duplicate attribute": "attribut en double",
    "encoding specified in XML declaration is incorrect": "l’encodage déclaré n’est pas celui du fichier",
    "junk after document element": "du texte suit la fin du document",
    "mismatched tag": "balise fermante qui ne correspond pas à la balise ouverte",
    "no element found": "le document s’arrête trop tôt",
    "not well-formed (invalid token)": "caractère inattendu",
    "partial character": "caractère incomplet",
    "reference to invalid character number": "numéro de caractère interdit",
    "syntax error": "ce n’est pas du XML",
    "unbound prefix": "préfixe non déclaré",
    "unclosed CDATA section": "section CDATA sans fin",
    "unclosed token": "balise sans fin",
    "undefined entity": "entité non déclarée",
    "unknown encoding": "encodage inconnu",
    "XML declaration not well-formed": "déclaration XML mal formée",
    "XML or text declaration not at start of entity": "la déclaration XML n’est pas au début du fichier",
}


def of_system(error: OSError) -> Text:
    """Why the system refused: no such file, no access, no space."""
    said = os.strerror(error.errno) if error.errno else error.strerror or type(error).__name__
    return Text(_SYSTEM.get(error.errno or 0, said), said)


def of_json(error: JSONDecodeError) -> Text:
    """What is wrong with a JSON document."""
    return Text(_JSON.get(error.msg, error.msg), error.msg)


def of_xml(error: expat.ExpatError) -> Text:
    """What is wrong with an XML document."""
    said = expat.ErrorString(error.code)
    return Text(_XML.get(said, said), said)
