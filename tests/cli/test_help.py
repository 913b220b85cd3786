"""Help and faults of the command line, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from quartierkg.cli import main
from quartierkg.cli.command import Group, Spoken
from quartierkg.cli.parameter import Argument, Option
from tests.cli.conftest import Run

COMMANDS = [
    *([], ["validate"], ["remedy"], ["report"], ["serve"], ["query"], ["ask"], ["load"], ["synth"]),
    *(["dump"], ["changes"], ["publish"]),
    *(
        ["journal"],
        ["journal", "verify"],
        ["journal", "list"],
        ["journal", "erase"],
        ["backup"],
        ["restore"],
        ["rebuild"],
    ),
    *(["verdict"], ["verdict", "replay"]),
    *(["charter"], ["charter", "diff"], ["shapes"], ["shapes", "lint"]),
    *(["token"], ["token", "create"], ["token", "list"], ["token", "revoke"], ["audit"], ["audit", "verify"]),
    *(["label"], ["label", "verify"], ["label", "key"]),
    ["mcp"],
    *(["dossier"], ["dossier", "new"], ["dossier", "schema"], ["import"], ["export"], ["convert"]),
    *(["help"], ["manual"]),
]
# What click itself would say.
CLICK = ["Usage", "Show this message", "Options:", "Commands:", "Arguments:", "default", "Missing", "No such", "Error"]
ENGLISH = re.compile(r"\b(the|of|or|and|file|folder|by|with|shows?|prints?|language|day)\b", re.IGNORECASE)
FRENCH = re.compile(r"[àâçéèêëîïôûœÀÉ]|\b(le|la|les|des|du|une?|ou|et|par|sans|fichier|emploi)\b", re.IGNORECASE)


def spoken(command: click.Command, ctx: click.Context) -> Iterator[Spoken]:
    """A command and all below it."""
    assert isinstance(command, Spoken)
    yield command
    if isinstance(command, Group):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found is not None
            yield from spoken(found, ctx)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_french_help_has_no_english_word(run: Run, words: list[str]) -> None:
    """French by default: neither our words nor click's own are left in English."""
    done = run(*words, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Emploi\u00a0: {' '.join(['quartierkg', *words])}")
    text = re.sub(r"\S*\|\S*|--[\w-]+|\[par défaut.*?\]", "", done.stdout, flags=re.DOTALL)
    assert [word for word in CLICK if word in text] == []
    assert ENGLISH.findall(text) == []


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_english_help_has_no_french_word(run: Run, words: list[str]) -> None:
    """--lang en gives English, wherever it stands."""
    done = run(*words, "--help", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: quartierkg")
    assert FRENCH.findall(done.stdout.replace("Numérique", "")) == []
    assert run("--lang=en", *words, "--help").stdout == done.stdout


def test_everything_that_is_said_is_said_twice() -> None:
    """No command, option or argument has the same help in both languages."""
    with click.Context(main, obj="fr") as ctx:
        found = list(spoken(main, ctx))
    assert len(found) == len(COMMANDS)
    parameters = [entry for command in found for entry in command.params]
    assert [entry for entry in parameters if not isinstance(entry, Option | Argument)] == []
    said = [command.about for command in found] + [
        entry.about for entry in parameters if isinstance(entry, Option | Argument)
    ]
    assert [text for text in said if not text.fr or not text.en or text.fr == text.en] == []


@pytest.mark.parametrize(
    ("locale", "words", "expected"),
    [
        ({}, [], "Emploi"),
        ({"LANG": "en_GB.UTF-8"}, [], "Usage"),
        ({"LANG": "C.UTF-8"}, [], "Emploi"),
        ({"LANG": "de_DE.UTF-8"}, [], "Emploi"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, [], "Usage"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, [], "Emploi"),
        ({"LANG": "en_US.UTF-8"}, ["--lang", "fr"], "Emploi"),
        ({}, ["--lang", "fr", "--lang", "en"], "Usage"),
    ],
)
def test_the_language_is_that_of_the_option_then_of_the_locale(
    run: Run, locale: dict[str, str], words: list[str], expected: str
) -> None:
    """--lang before the locale; an English locale gives English, every other French."""
    assert run(*words, "--help", env=locale).stdout.startswith(expected)


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        (["judge"], "La commande « judge » n’existe pas", "There is no command 'judge'"),
        (["shapes", "draw"], "La commande « draw » n’existe pas", "There is no command 'draw'"),
        (["validate"], "Il manque : FICHIER…", "Missing: FILE…"),
        (["validate", "--profil", "x"], "L’option --profil n’existe pas (proches : --profile)", "There is no option"),
        (["validate", "-x"], "L’option -x n’existe pas", "There is no option -x"),
        (["validate", "a.ttl", "--profile"], "L’option --profile attend une valeur", "--profile needs a value"),
        (["validate", "--help=3"], "L’option --help ne prend pas de valeur", "--help takes no value"),
        (["validate", "a.ttl", "--profile", "x"], "--profile : « x » n’existe pas", "--profile: there is no “x”"),
        (["validate", "a.ttl", "--engine", "slow"], "fast, reference, both", "fast, reference, both"),
        (["validate", "a.ttl", "--format", "docx"], "text, json, ttl", "text, json, ttl"),
        (["load", "a.ttl", "b.ttl"], "De trop : b.ttl", "Too many arguments: b.ttl"),
        (["load", "a.ttl"], "Dans quel entrepôt ?", "Into which store?"),
        (["serve", "--port", "x"], "--port : « x »", "--port: 'x'"),
    ],
)
def test_a_wrong_command_line_exits_2_and_says_why(run: Run, words: list[str], french: str, english: str) -> None:
    """One line on standard error, in the language of the run."""
    for language, expected in (("fr", french), ("en", english)):
        done = run("--lang", language, *words)
        assert (done.exit_code, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        assert expected in line.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_unknown_language_is_refused(run: Run, good: object) -> None:
    """Both that exist are named."""
    done = run("validate", str(good), "--lang", "de")
    assert done.exit_code == 2
    assert "fr, en" in done.stderr


@pytest.mark.parametrize("words", [[], ["shapes"], ["--lang", "en"]])
def test_a_group_alone_shows_its_help_and_exits_2(run: Run, words: list[str]) -> None:
    """Nothing was asked for, so nothing is said on standard output."""
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "validate" in done.stderr or "lint" in done.stderr


def test_the_version_is_that_of_the_package(run: Run) -> None:
    """--version prints name and version."""
    import quartierkg

    assert run("--version").stdout == f"quartierkg {quartierkg.__version__}\n"


def test_an_interruption_is_no_traceback(run: Run, good: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with the code that shells know."""
    from quartierkg.cli import job

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(job, "check", interrupted)
    done = run("validate", str(good))
    assert done.exit_code == 130
    assert "Interrompu." in done.stderr
