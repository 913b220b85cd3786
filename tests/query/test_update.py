"""Updates, checked before anybody runs them, and the dataset that a request names for them."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from quartierkg.errors import QueryFault
from quartierkg.query import Update
from quartierkg.query.update import admit, as_inserted

G, H = (NamedNode(f"urn:{name}") for name in "gh")
P = NamedNode("urn:p")


def ran(text: str, *using: str, named: tuple[str, ...] = ()) -> set[Quad]:
    """What a store with one statement in each of two graphs holds after an update."""
    store = Store()
    store.extend((Quad(G, P, G, G), Quad(H, P, H, H)))
    store.update(admit(Update(text, using, named)))
    return set(store)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT { GRAPH <urn:n> { ?s <urn:p> ?o } } WHERE { ?s ?p ?o }",
        "insert{ graph <urn:n> { ?s <urn:p> ?o } } where{ ?s ?p ?o FILTER EXISTS { SELECT * WHERE { ?s ?p ?o } } }",
        "CREATE SILENT GRAPH <urn:x> ; INSERT { GRAPH <urn:n> { ?s <urn:p> ?o } } # WHERE\n"
        "WHERE { ?s ?p ?o . FILTER(?o != 'WHERE {') }",
    ],
)
def test_the_graphs_of_the_request_are_those_of_each_where(text: str) -> None:
    """``using-graph-uri``: one graph, and not the other; a word in a string, a comment or a subquery is no clause."""
    assert {quad.subject for quad in ran(text, "urn:g") if quad.graph_name == NamedNode("urn:n")} == {G}


def test_the_short_form_of_a_deletion_takes_them_too() -> None:
    """``DELETE WHERE`` has no place for a dataset; it is asked in its long form."""
    for text in ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", "DELETEWHERE{ GRAPH ?g { ?s ?p ?o } }"):
        assert ran(text, named=("urn:h",)) == {Quad(G, P, G, G)}


def test_without_graphs_of_the_request_the_text_is_left_as_it_is() -> None:
    """Not a character is changed."""
    text = "DELETE WHERE { ?s ?p ?o } ;\n\nINSERT DATA { <urn:a> <urn:b> 'é' }"
    assert admit(Update(text)) == text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("INSERT { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }", "USING"),
        ("PREFIX g: <urn:> INSERT { ?s ?p ?o }USINGg:g WHERE { ?s ?p ?o }", "USING"),
        ("PREFIX g: <urn:> WITHg:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
    ],
)
def test_two_datasets_are_refused(text: str, word: str) -> None:
    """SPARQL 1.1 Protocol, 2.2.3: the request's and the text's own."""
    with pytest.raises(QueryFault, match=word):
        admit(Update(text, ("urn:g",)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("LOAD <http://127.0.0.1/>", "LOAD"),
        ("LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:g>", "LOAD"),
        ("PREFIX : <http://127.0.0.1/> LOAD:a", "LOAD"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("DELETE { ?s ?p ?o } WHERE " + "{" * 70 + "}" * 70, "64"),
        ("#" + "x" * (5 << 20), "4194304"),
    ],
)
def test_what_reaches_out_or_has_no_measure_is_refused(text: str, told: str) -> None:
    """Other servers, files, endless nesting, endless text."""
    with pytest.raises(QueryFault, match=told):
        admit(Update(text))


@pytest.mark.parametrize(
    ("text", "inserted"),
    [
        ("INSERT DATA { <urn:a> <urn:b> 'DELETE' }", "INSERT DATA { <urn:a> <urn:b> 'DELETE' }"),
        (
            "PREFIX delete: <urn:> delete data { GRAPH <urn:g> { delete:a a 1 } } ; INSERT DATA { delete:a a 2 }",
            "PREFIX delete: <urn:> INSERT data { GRAPH <urn:g> { delete:a a 1 } } ; INSERT DATA { delete:a a 2 }",
        ),
        ("BASE <urn:x> DELETE DATA { <a> <b> <c> } # WHERE", "BASE <urn:x> INSERT DATA { <a> <b> <c> } # WHERE"),
        ("", ""),
    ],
)
def test_what_an_update_of_data_alone_names_can_be_inserted(text: str, inserted: str) -> None:
    """Each DELETE DATA becomes an INSERT DATA; a string, a prefix and a comment stay as they are."""
    assert as_inserted(text) == inserted


@pytest.mark.parametrize(
    "text",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> } ; DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { <urn:a> <urn:b> ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "INSERT DATA { _:a <urn:b> <urn:c> }",
        "INSERT DATA { [] <urn:b> <urn:c> }",
        "INSERT DATA { <urn:a> <urn:b> (1) }",
        "INSERTDATA { <urn:a> <urn:b> <urn:c> }",
        "WITH <urn:g> INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    ],
)
def test_any_other_update_finds_what_it_touches(text: str) -> None:
    """A pattern, a graph, a blank node: what they touch is not named in the text."""
    assert as_inserted(text) is None
