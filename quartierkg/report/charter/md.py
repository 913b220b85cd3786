"""The charter's document as Markdown with tables, as code hosts render it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quartierkg.language import Language, Text
from quartierkg.report import words as common
from quartierkg.report.charter import words
from quartierkg.report.charter.entry import Entry, Fact, Link
from quartierkg.report.charter.layout import Book, Chapter
from quartierkg.report.md import escaped, titled
from quartierkg.terms import BASE


def write(book: Book, language: Language) -> str:
    """The document; its places have explicit anchors, since hosts make those of headings each in its own way."""
    return "\n\n".join(_blocks(book, language)) + "\n"


def _blocks(book: Book, language: Language) -> Iterator[str]:
    yield f"# {escaped(book.title.in_(language))}"
    if book.illustrative:
        yield f"> **{escaped(words.ILLUSTRATIVE.in_(language))}**"
    yield escaped(book.about.in_(language))
    yield "\n".join(f"- {titled(name, value.in_(language), language)}" for name, value in book.facts)
    yield f"## {words.CONTENTS.in_(language)}"
    yield "\n".join(_contents(book, language))
    yield from _reading(book, language)
    for chapter in book.chapters:
        yield from _chapter(chapter, language)


def _contents(book: Book, language: Language) -> Iterator[str]:
    yield f"- [{words.HOW.in_(language)}](#reading)"
    for chapter in book.chapters:
        yield f"- [{escaped(_title(chapter, language))}](#{chapter.anchor})"


def _reading(book: Book, language: Language) -> Iterator[str]:
    yield _anchored("reading", f"## {words.HOW.in_(language)}")
    yield escaped(words.HOW_LEAD.in_(language))
    yield f"### {words.STRICT.in_(language)}"
    heads = (words.REQUIREMENT, words.IN_CHARTER, words.IN_STRICT, words.CHANGED_SHAPES)
    rows = (
        (_link(found.requirement, language), _said(found.before, language), _said(found.after, language),
         _links(found.shapes, language) or "–")
        for found in book.strict
    )  # fmt: skip
    yield _table(heads, rows, language)
    yield f"### {words.AT_APPLICATION.in_(language)}"
    yield _links(book.at_application, language)


def _chapter(chapter: Chapter, language: Language) -> Iterator[str]:
    yield _anchored(chapter.anchor, f"## {escaped(_title(chapter, language))}")
    for entry in chapter.entries:
        yield from _entry(entry, language)


def _entry(entry: Entry, language: Language) -> Iterator[str]:
    yield _anchored(entry.id, f"### {entry.id} {escaped(entry.label.in_(language))}")
    yield f"> {escaped(common.quoted(entry.quote, 'fr'))}\n>\n> *{escaped(common.quoted(entry.quote, 'en'))}*"
    yield "\n".join(f"- {_fact(fact, language)}" for fact in entry.facts)
    if entry.shapes:
        yield f"**{escaped(entry.caption.in_(language))}**"
        heads = (words.SHAPE, words.SEVERITY, words.YIELDS, words.MESSAGE)
        rows = (
            (
                _link(shape.name, language),
                *(_said(text, language) for text in (shape.severity, shape.outcome, shape.message)),
            )
            for shape in entry.shapes
        )
        yield _table(heads, rows, language)


def _fact(fact: Fact, language: Language) -> str:
    name = Text(f"**{fact.name.fr}**", f"**{fact.name.en}**")
    return common.titled(name, _links(fact.values, language), language)


def _title(chapter: Chapter, language: Language) -> str:
    number = f"{words.CRITERION.in_(language)} {chapter.number} – " if chapter.number else ""
    return number + chapter.title.in_(language)


def _table(heads: Iterable[Text], rows: Iterable[Iterable[str]], language: Language) -> str:
    names = [escaped(head.in_(language)) for head in heads]
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _links(found: Iterable[Link], language: Language) -> str:
    return ", ".join(_link(link, language) for link in found)


def _link(found: Link, language: Language) -> str:
    said = _said(found.text, language)
    if found.href is None:
        return said
    return f"[{said}]({found.href if found.href.startswith('#') else BASE.rstrip('/') + found.href})"


def _said(text: Text, language: Language) -> str:
    return escaped(text.in_(language))


def _anchored(anchor: str, heading: str) -> str:
    return f'<a id="{anchor}"></a>\n\n{heading}'
