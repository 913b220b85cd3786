"""What the system and the parsers say in English is said in French too."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from xml.parsers import expat

import pytest

from quartierkg import reasons


def system(path: Path) -> OSError:
    """What reading a path raises."""
    with pytest.raises(OSError, match=re.escape(path.name)) as caught:
        path.read_bytes()
    return caught.value


def test_a_missing_file_and_a_folder_are_told_in_french(tmp_path: Path) -> None:
    """The two that everybody meets."""
    assert reasons.of_system(system(tmp_path / "none")).fr == "il n’existe pas"
    assert reasons.of_system(system(tmp_path)).fr == "c’est un répertoire"


def test_a_port_in_use_is_told_without_the_library_s_own_words() -> None:
    """Python adds to the system's words where it tried to bind; that is said once, by us."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use") as caught:
        socket.create_server(taken.getsockname())
    assert reasons.of_system(caught.value).fr == "adresse déjà utilisée"
    assert "attempting" not in reasons.of_system(caught.value).en


def test_an_unknown_system_error_is_quoted() -> None:
    """Better in English than not at all."""
    assert reasons.of_system(OSError("disk of cheese")).fr == "OSError"
    assert reasons.of_system(OSError(None, "disk of cheese")).fr == "disk of cheese"


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ('{"a": ', "une valeur est attendue"),
        ('{"a": 1 "b"', "une virgule est attendue"),
        ('{"a" 1}', "un deux-points est attendu"),
        ("{a: 1}", "un nom entre guillemets droits est attendu"),
        ("{} {}", "du texte suit la fin du document"),
        (r'"\x"', "séquence d’échappement inconnue"),
        (r'"\u12"', "séquence \\uXXXX incomplète"),
        ('"a\nb"', "caractère de contrôle dans un texte"),
        ('"a', "texte sans guillemet fermant"),
    ],
)
def test_what_is_wrong_with_json_is_told_in_french(text: str, french: str) -> None:
    """Each complaint of the parser has its words."""
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    assert reasons.of_json(caught.value).fr == french


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("<a>", "le document s’arrête trop tôt"),
        ("<a></b>", "balise fermante qui ne correspond pas à la balise ouverte"),
        ("<a/><b/>", "du texte suit la fin du document"),
        ("<a b='1' b='2'/>", "attribut en double"),
        ("<a>&x;</a>", "entité non déclarée"),
        ("<a>& </a>", "caractère inattendu"),
        ("text", "ce n’est pas du XML"),
        ("<a", "balise sans fin"),
        ("<a>&#0;</a>", "numéro de caractère interdit"),
        ("<a><![CDATA[", "section CDATA sans fin"),
        (" <?xml version='1.0'?><a/>", "la déclaration XML n’est pas au début du fichier"),
        ("<?xml version='1.0' encodin='utf-8'?><a/>", "déclaration XML mal formée"),
        ("<?xml version='1.0' encoding='utf-16'?><a/>", "l’encodage déclaré n’est pas celui du fichier"),
    ],
)
def test_what_is_wrong_with_xml_is_told_in_french(text: str, french: str) -> None:
    """Each complaint of the parser has its words."""
    with pytest.raises(expat.ExpatError) as caught:
        expat.ParserCreate().Parse(text.encode(), True)
    assert reasons.of_xml(caught.value).fr == french
