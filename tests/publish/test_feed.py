"""The feed: revisions and what happened to labels, as Atom in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from quartierkg.errors import NotFound
from quartierkg.journal import Entry, Record
from quartierkg.journal.entry import GENESIS, Fields
from quartierkg.language import Language
from quartierkg.publish.atom import PAGE, Feed
from quartierkg.publish.feed import Change, News, revisions
from quartierkg.snapshot import Archive
from quartierkg.snapshot.graphs import COMMITTEE, NETWORK, STATIONS
from quartierkg.terms import ID

HERE = "https://example.org/kg"
ATOM = "{http://www.w3.org/2005/Atom}"
DATA = f"""@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix id: <{ID}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
id:real a qn:LabelEvent ; rdfs:label "Label remis"@fr , "Label awarded"@en ; qn:eventDate "2014-11"^^xsd:gYearMonth ;
    dcterms:description "Première vague."@fr , "First wave."@en .
id:year a qn:LabelEvent ; rdfs:label "Une année <b>\\u0001"@fr ; qn:eventDate "2013"^^xsd:gYear .
id:undated a qn:LabelEvent ; rdfs:label "Sans date"@fr ; qn:sourceDate "2015-06-24"^^xsd:date .
id:never a qn:LabelEvent ; rdfs:label "Jamais"@fr .
id:old a qn:LabelEvent ; rdfs:label "Avant"@fr ; qn:eventDate "-0044-03-15"^^xsd:date .
id:future a qn:LabelEvent ; rdfs:label "Plus tard"@fr ; qn:eventDate "2999-01-01"^^xsd:date .
id:secret a qn:LabelEvent ; rdfs:label "Secret"@fr ; qn:eventDate "2014-01-01"^^xsd:date ; qn:notPublished true .
id:brume a qn:Quartier ; rdfs:label "Brume"@fr , "Mist"@en ; qn:illustrative true ; qn:history id:passage .
id:passage a qn:LifecycleEvent ; rdfs:label "2025 : remis"@fr ; qn:toState qn:Labelled ; qn:illustrative true ;
    qn:happenedOn "2025-03-04"^^xsd:date .
"""
REGISTER = f"""@prefix qn: <https://w3id.org/quartierkg/ontology#> . @prefix id: <{ID}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
id:verdict a qn:Verdict ; qn:illustrative true ; qn:onDossier id:dossier ; qn:outcome qn:NotMet ;
    dcterms:conformsTo <https://w3id.org/quartierkg/charter/1> ; qn:judgedOn "2025-06-30"^^xsd:date .
id:dossier qn:concerns id:brume .
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A few events of every sort."""
    root: Path = tmp_path_factory.mktemp("data")
    for name, content in (("real", DATA), ("register", REGISTER)):
        (root / "network" / name).mkdir(parents=True)
        (root / "network" / name / "data.ttl").write_text(content, encoding="utf-8")
    with Archive(None, root) as opened:
        yield opened


def document(archive: Archive, language: Language = "fr", page: int = 1) -> ElementTree.Element:
    """A page of the feed, read."""
    news = News.of(archive.snapshot, archive.journal.entries)
    return ElementTree.fromstring(Feed(news, HERE, language, page).written())


def entries(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The entries by their titles."""
    return {entry.findtext(f"{ATOM}title") or "": entry for entry in root.findall(f"{ATOM}entry")}


def links(element: ElementTree.Element, relation: str) -> list[str]:
    """Where the links of a relation lead."""
    return [link.get("href") or "" for link in element.findall(f"{ATOM}link") if link.get("rel") == relation]


def journal(*records: tuple[str, Record]) -> Sequence[Entry]:
    """Entries of a journal, each with its time."""
    found, chain = [], GENESIS
    for number, (time, record) in enumerate(records, start=1):
        found.append(Fields.of(record, number, time).chained(chain))
        chain = found[-1].chain
    return found


def test_what_is_journaled_at_once_is_one_revision() -> None:
    """By its last number, with what was done to which public graph; names of files and people are not told."""
    record = Record("bundled", "/home/me/secret.ttl", "text/turtle", NETWORK.value, b"a", "somebody", "a reason")
    other = Record("load", "b", "text/turtle", STATIONS.value, b"b", "somebody", "")
    hidden = Record("load", "c", "text/turtle", COMMITTEE.value, b"c", "somebody", "")
    one, two = "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"
    found = list(revisions(journal((one, record), (one, other), (two, hidden))))
    assert [(change.number, change.before, change.moment) for change in found] == [(2, 0, one), (3, 2, two)]
    assert (found[0].kinds, found[0].graphs) == ({"bundled": 1, "load": 1}, (NETWORK, STATIONS))
    assert found[1].graphs == ()


def test_a_feed_has_what_atom_asks_for(archive: Archive) -> None:
    """RFC 4287, 4.1: identifiers, titles and moments, an author, a link to itself; entries in order, none twice."""
    root = document(archive)
    for name in ("id", "title", "updated"):
        assert all(element.findtext(f"{ATOM}{name}") for element in (root, *root.findall(f"{ATOM}entry")))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert links(root, "self") == [f"{HERE}/feed.atom?lang=fr"]
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in root.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True)
    assert root.findtext(f"{ATOM}updated") == moments[0]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", moment) for moment in moments)
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


def test_events_are_told_with_the_day_that_they_have(archive: Archive) -> None:
    """A month begins with its first day; without a day, that of the source; what is undated or to come is not told."""
    found = {title: entry.findtext(f"{ATOM}updated") for title, entry in entries(document(archive)).items()}
    days = {title: moment for title, moment in found.items() if moment and not title.startswith("Révision")}
    assert days == {
        "Verdict sur Brume\u00a0: non conforme (fictif)": "2025-06-30T00:00:00Z",
        "Brume\u00a0: labellisé (fictif)": "2025-03-04T00:00:00Z",
        "Sans date": "2015-06-24T00:00:00Z",
        "Label remis": "2014-11-01T00:00:00Z",
        "Une année <b>\ufffd": "2013-01-01T00:00:00Z",
    }


def test_each_event_says_whether_it_is_real(archive: Archive) -> None:
    """By a category, and where it is invented in its title too; a revision is neither."""
    marks = {
        title: [(one.get("term"), one.get("label")) for one in entry.findall(f"{ATOM}category")]
        for title, entry in entries(document(archive)).items()
    }
    assert marks["Label remis"] == [("false", "réel")]
    assert marks["Brume\u00a0: labellisé (fictif)"] == [("true", "fictif")]
    assert [mark for title, mark in marks.items() if title.startswith("Révision")] == [[]]
    assert all(("fictif" in title) == (("true", "fictif") in mark) for title, mark in marks.items())


def test_both_languages_tell_the_same(archive: Archive) -> None:
    """The same entries under the same identifiers, in the reader's words; each feed leads to the other."""
    french, english = document(archive, "fr"), document(archive, "en")
    ids = [[entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")] for root in (french, english)]
    assert ids[0] == ids[1]
    assert {"Verdict on Mist: not met (fictional)", "Label awarded"} <= entries(english).keys()
    assert entries(english)["Label awarded"].findtext(f"{ATOM}summary") == "First wave."
    assert f"{HERE}/feed.atom?lang=en" in links(french, "alternate")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (french.get(lang), english.get(lang)) == ("fr", "en")


def test_an_entry_leads_to_its_page_and_its_data(archive: Archive) -> None:
    """To the documents of the thing, and for a revision to what it changed."""
    found = entries(document(archive))
    assert links(found["Label remis"], "alternate") == [f"{HERE}/id/real.html?lang=fr", f"{HERE}/id/real.ttl"]
    (revision,) = (entry for title, entry in found.items() if title.startswith("Révision"))
    number = archive.snapshot.revision
    assert links(revision, "alternate") == [f"{HERE}/changes?from=0&to={number}&lang=fr"]
    assert (revision.findtext(f"{ATOM}id") or "").endswith(archive.snapshot.chain)


def test_identifiers_stay(archive: Archive) -> None:
    """An event keeps its own address, wherever the service is; a revision that of its hash."""
    news = News.of(archive.snapshot, archive.journal.entries)
    elsewhere = ElementTree.fromstring(Feed(news, "https://elsewhere.example", "fr").written())
    ids = [entry.findtext(f"{ATOM}id") for entry in document(archive).findall(f"{ATOM}entry")]
    assert ids == [entry.findtext(f"{ATOM}id") for entry in elsewhere.findall(f"{ATOM}entry")]
    assert f"{ID}real" in ids


def test_a_long_feed_comes_in_pages() -> None:
    """RFC 5005, 3: each leads to those before and behind; together they hold all of it, once."""
    with Archive(None) as archive:
        news = News.of(archive.snapshot, archive.journal.entries)
        feeds = [Feed(news, HERE, "en", page) for page in range(1, Feed(news, HERE, "en").last + 1)]
        roots = [ElementTree.fromstring(feed.written()) for feed in feeds]
        with pytest.raises(NotFound):
            Feed(news, HERE, "en", len(feeds) + 1).written()
    assert len(roots) > 2
    sizes = [len(root.findall(f"{ATOM}entry")) for root in roots]
    assert sizes == [PAGE] * (len(roots) - 1) + [len(news.found) - PAGE * (len(roots) - 1)]
    address = f"{HERE}/feed.atom?lang=en"
    assert links(roots[0], "previous") == []
    assert links(roots[0], "next") == links(roots[1], "self") == [f"{address}&page=2"]
    assert links(roots[1], "previous") == links(roots[2], "first") == [address]
    assert links(roots[-1], "next") == []
    assert {links(root, "last")[0] for root in roots} == {f"{address}&page={len(roots)}"}
    assert len({root.findtext(f"{ATOM}id") for root in roots}) == 1
    ids = [entry.findtext(f"{ATOM}id") for root in roots for entry in root.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == len(news.found)


def test_what_the_journal_has_and_the_index_does_not_show_is_not_told(archive: Archive) -> None:
    """A disk that refused an index leaves the last revision unseen."""
    record = Record("load", "x", "text/turtle", NETWORK.value, b"x", "somebody", "")
    later = (*archive.journal.entries, *journal(("2999-01-01T00:00:00.000Z", record)))
    later = (*later[:-1], Fields.of(record, archive.snapshot.revision + 1, "2999-01-01T00:00:00.000Z").chained(GENESIS))
    found = News.of(archive.snapshot, later).found
    assert max(change.number for change in found if isinstance(change, Change)) == archive.snapshot.revision


def test_an_empty_store_has_an_empty_feed(tmp_path: Path) -> None:
    """Nothing has happened yet."""
    with Archive(tmp_path, empty=True) as empty:
        root = document(empty)
    assert root.findall(f"{ATOM}entry") == []
