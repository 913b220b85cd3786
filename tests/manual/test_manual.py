"""The manual says what the commands say, in every form."""

from __future__ import annotations

import shlex

import click
import pytest

from quartierkg.cli import main
from quartierkg.cli.command import Group
from quartierkg.cli.described import manual
from quartierkg.cli.examples import EXAMPLES
from quartierkg.language import Text
from quartierkg.manual import Manual, Page, bundled, kept, troff
from tests.manual.page import written

HARD = Page("quartierkg odd", Text(".a\\b", "'a-b"), None, Text("x\u202f!", "x"), (), (), (), ())


def test_what_is_kept_of_the_manual_is_what_the_commands_say() -> None:
    """``python -m tests.manual.page`` makes both files anew."""
    assert {file: file.read_text(encoding="utf-8") for file in written()} == written()
    assert bundled() == manual(main)


def test_every_command_has_a_page_with_its_options() -> None:
    """Those below a group too, each under a name of its own."""
    found = {page.name: page for page in manual(main).pages}
    assert {"quartierkg", "quartierkg validate", "quartierkg shapes lint", "quartierkg manual"} <= found.keys()
    options = {entry.written.en for entry in found["quartierkg validate"].options}
    assert {"--gate application|label", "-h, --help"} <= options
    assert len({page.id for page in found.values()}) == len(found)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_a_command_line_that_is_read(name: str) -> None:
    """Its options exist and its values are among those that there are; it is of the command whose page it is on."""
    for _, line in EXAMPLES[name]:
        words = shlex.split(line)
        assert line.startswith(name)
        command: click.Command = main
        with click.Context(main, info_name=words.pop(0), obj="en") as ctx:
            while isinstance(command, Group) and words and not words[0].startswith("-"):
                _, found, words = command.resolve_command(ctx, words)
                assert found is not None
                command = found
            command.make_context(command.name, words, parent=ctx)


def test_text_is_never_read_as_a_request() -> None:
    """A dot or an apostrophe that begins a line, a backslash and a hyphen show as they are (man(7))."""
    french = troff.write(Manual("1", (HARD,)), HARD, "fr").splitlines()
    assert "quartierkg\\-odd \\- \\&.a\\eb" in french
    assert "x\\~!" in french
    assert troff.escaped(".TH") == "\\&.TH"
    assert troff.escaped("'x") == "\\&'x"


def test_the_manual_survives_its_json() -> None:
    """Nothing is lost, what is absent among it."""
    found = manual(main)
    assert kept.read(kept.write(found)) == found
    assert any(page.more is None for page in found.pages)
