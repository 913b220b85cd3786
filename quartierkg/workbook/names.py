"""What rows are called, so that others can name them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property

from pyoxigraph import NamedNode

from quartierkg.form import Choice, Form
from quartierkg.language import LANGUAGES, Text, shortened
from quartierkg.terms import curie, last_part
from quartierkg.workbook import address, words
from quartierkg.workbook.cell import Bad
from quartierkg.workbook.column import normal

# So many values of a list are told to who wrote another.
_SHOWN = 12


class Names:
    """The things of one workbook by their names and identifiers."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._nodes: dict[str, dict[NamedNode, None]] = {}
        self._shown: dict[str, None] = {}
        self._identified: dict[str, NamedNode] = {}
        self._classes: dict[NamedNode, NamedNode] = {}
        self._choices: dict[tuple[Choice, ...], dict[str, dict[NamedNode, None]]] = {}

    def learn(self, node: NamedNode, class_: NamedNode, *names: str, identifier: str = "") -> None:
        """A thing with its names.

        :param class_: the first class of its sheet.
        """
        self._classes.setdefault(node, class_)
        for name in names:
            self._nodes.setdefault(normal(name), {})[node] = None
            self._shown[name.strip()] = None
        if identifier:
            self._identified[identifier.strip()] = node

    def one(self, said: str, classes: Iterable[NamedNode], choices: tuple[Choice, ...]) -> NamedNode:
        """The thing that is meant: by its identifier, its name, or its address.

        :param classes: what is looked for; a name that fits another thing counts where none of those has it.
        :param choices: known things that may be named too.
        :raises Bad: when nothing, or more than one thing, has that name.
        """
        said = said.strip()
        if said in self._identified:
            return self._identified[said]
        wanted = [sheet.class_ for sheet in map(self._form.of, classes) if sheet is not None]
        every = list(self._nodes.get(normal(said), {}))
        named = [node for node in every if self._classes.get(node) in wanted] or every
        if not named:
            named = list(self.among(choices).get(normal(said), {}))
        if len(named) > 1:
            raise Bad(words.TWO_ROWS, shortened(said))
        found = named[0] if named else address.known(said)
        if found is None:
            there = tuple(dict.fromkeys(sheet.name for sheet in map(self._form.of, classes) if sheet is not None))
            if there:
                raise Bad(self._hinted(said, words.NO_ROW_THERE.filled(shortened(said), _quoted(there))))
            if choices:
                raise Bad(words.NOT_IN_LIST, shortened(said), _quoted([choice.label for choice in choices]))
            raise Bad(words.NO_ROW, shortened(said))
        return found

    def _hinted(self, said: str, told: Text) -> Text:
        """What is told of a name that nothing has, with what it may have been meant for."""
        parts = said.split(",")
        if len(parts) > 1 and all(normal(part) in self._nodes for part in parts):
            return words.SEMICOLONS.filled(told)
        near = self._bare.get(_bare(said))
        return words.PERHAPS.filled(told, shortened(near)) if near is not None else told

    @cached_property
    def _bare(self) -> dict[str, str]:
        """The names of all rows, by what is left of them without accents and signs."""
        return {_bare(name): name for name in self._shown}

    def chosen(self, said: str, choices: tuple[Choice, ...]) -> NamedNode:
        """The value of a closed list that is meant; an address is one, in the list or not.

        :raises Bad: when it is none.
        """
        found = list(self.among(choices).get(normal(said), {}))
        if len(found) == 1:
            return found[0]
        other = address.known(said.strip())
        if other is None:
            raise Bad(words.NOT_IN_LIST, shortened(said), _quoted([choice.label for choice in choices]))
        return other

    def among(self, choices: tuple[Choice, ...]) -> dict[str, dict[NamedNode, None]]:
        """The values of a list by everything that they are called."""
        if choices not in self._choices:
            found: dict[str, dict[NamedNode, None]] = {}
            for choice in choices:
                called = (*(choice.label.in_(language) for language in LANGUAGES), choice.label.fr)
                for name in (*called, curie(choice.node), last_part(choice.node)):
                    found.setdefault(normal(name), {})[choice.node] = None
            self._choices[choices] = found
        return self._choices[choices]


def _bare(name: str) -> str:
    """A name without accents, spaces and signs, as two people may write one name."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalnum())


def _quoted(names: Sequence[Text]) -> Text:
    """Names as a sentence lists them, as many as one reads."""
    more = "…" if len(names) > _SHOWN else ""
    fr, en = ([f"« {name.fr} »" for name in names[:_SHOWN]], [f"“{name.en}”" for name in names[:_SHOWN]])
    return Text(", ".join(fr) + more, ", ".join(en) + more)
