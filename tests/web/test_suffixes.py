"""Documents by the extension of a format."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("address", "media"),
    [
        ("/ontology.ttl", "text/turtle"),
        ("/ontology.html", "text/html"),
        ("/charter/1.jsonld", "application/ld+json"),
        ("/shapes/1.nt", "application/n-triples"),
        ("/queries.json", "application/json"),
        ("/queries/CQ01.csv", "text/csv"),
        ("/queries/CQ01.ttl", "text/turtle"),
        ("/graph/network.rdf", "application/rdf+xml"),
        ("/profile/schema.ttl", "text/turtle"),
        ("/catalogue.ttl", "text/turtle"),
        ("/void.ttl", "text/turtle"),
    ],
)
def test_a_document_has_an_address_for_each_of_its_formats(network: TestClient, address: str, media: str) -> None:
    """It answers what the document does with that format, to GET and to HEAD."""
    stem, _, extension = address.rpartition(".")
    found = network.get(address)
    assert found.status_code == 200, found.text[:200]
    assert found.headers["content-type"].partition(";")[0] == media
    assert network.head(address).status_code == 200
    if media != "text/html":  # a page links to itself
        assert found.content == network.get(f"{stem}?format={extension}").content


def test_what_is_no_document_or_no_format_stays_what_it_is(network: TestClient) -> None:
    """Neither a format that a document has not, nor a file that ends so."""
    for address, status in (
        ("/ontology.csv", 406),
        ("/ontology.exe", 404),
        ("/nothing.ttl", 404),
        ("/queries/CQ99.ttl", 404),
        ("/context.jsonld", 200),
        ("/id/nobody.ttl", 404),
    ):
        assert network.get(address).status_code == status, address
