"""Links between files."""

from __future__ import annotations

import pytest

from quartierkg.site.links import Links
from quartierkg.site.places import Places

NAMES = ("quartier/brume", "x.ttl", "cœur", "c%C5%93ur", "%C3%A9cluse", "Nuage", "nuage", "a/b")
LINKS = Links(
    Places.of(NAMES),
    frozenset(("/", "/ontology", "/charter", "/charter/1", "/queries/CQ01", "/dumps", "/context.jsonld")),
    frozenset(("/static/site.css", "/dumps/all-3.nq.gz", "/sitemap.xml")),
    "https://example.org/kg",
)
APART = Places.of(NAMES).apart["nuage"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "../../index.html"),
        ("/?lang=en", "../../en/index.html"),
        ("/static/site.css", "../../static/site.css"),
        ("/ontology#Quartier", "../../ontology.html#Quartier"),
        ("/ontology?lang=en#Quartier", "../../en/ontology.html#Quartier"),
        ("/ontology?format=ttl", "../../ontology.ttl"),
        ("/ontology?lang=en&amp;format=ttl", "../../ontology.ttl"),
        ("/ontology.rdf", "../../ontology.rdf"),
        ("/charter/1?lang=fr", "../../charter/1.html"),
        ("/context.jsonld", "../../context.jsonld.html"),
        ("/context.jsonld?format=jsonld", "../../context.jsonld"),
        ("/queries/CQ01?format=csv", "../../queries/CQ01.csv"),
        ("/queries/CQ01?lang=en&amp;format=json", "../../en/queries/CQ01.json"),
        ("/queries/CQ01?lang=en&amp;format=ttl", "../../queries/CQ01.ttl"),
        ("/feed.atom?lang=en", "../../en/feed.atom"),
        ("/dumps/all-3.nq.gz", "../../dumps/all-3.nq.gz"),
        ("/changes?from=1&amp;to=2", "../../dumps.html"),
        ("/id/quartier/brume", "../../id/quartier/brume.html"),
        ("/id/quartier/brume.html?lang=en", "../../en/id/quartier/brume.html"),
        ("/id/quartier/brume.jsonld", "../../id/quartier/brume.jsonld"),
        ("/id/x.ttl", "../../id/x.ttl.html"),
        ("/id/x.ttl.ttl", "../../id/x.ttl.ttl"),
        ("/id/cœur", "../../id/c%C5%93ur.html"),
        ("/id/c%C5%93ur.ttl", "../../id/c%C5%93ur.ttl"),
        ("/id/%C3%A9cluse", "../../id/%25C3%25A9cluse.html"),
        ("/id/c%25C5%2593ur.nt", "../../id/c%25C5%2593ur.nt"),
        ("/id/nuage", f"../../id/{APART}.html"),
        ("/id/a/b.html?page=2", "../../id/~pages/a/b/2.html"),
        ("/id/a/b?page=3&amp;lang=en", "../../en/id/~pages/a/b/3.html"),
        ("/id/nuage.ttl?page=2", f"../../id/~pages/{APART}/2.ttl"),
        ("/id/a/b.html?page=1", "../../id/a/b.html"),
        ("/id/a/b.html?page=0", "https://w3id.org/quartierkg/id/a/b.html?page=0"),
        ("/ontology?page=2", "https://w3id.org/quartierkg/ontology?page=2"),
        ("https://example.org/kg/ontology", "../../ontology.html"),
        ("https://example.org/elsewhere", "https://example.org/elsewhere"),
        ("#content", "#content"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/sparql?query=x", "https://w3id.org/quartierkg/sparql?query=x"),
        ("/queries/CQ01?offset=100", "https://w3id.org/quartierkg/queries/CQ01?offset=100"),
        ("/id/nobody", "https://w3id.org/quartierkg/id/nobody"),
        ("/id/../../etc/passwd", "https://w3id.org/quartierkg/id/../../etc/passwd"),
    ],
)
def test_a_link_leads_to_a_file_or_to_a_service(address: str, expected: str) -> None:
    """What the site has is a step in the folder; what it has not is where the persistent address leads."""
    assert LINKS.page(f'<a href="{address}">', "id/a/b.html", "fr") == f'<a href="{expected}">'


def test_a_page_leads_to_pages_in_its_language() -> None:
    """Unless a link names another; the page for everybody is the first one."""
    page = '<a href="/ontology">\n<link href="/" hreflang="x-default"> <a href="/charter?lang=fr" lang="fr">'
    expected = '<a href="../en/ontology.html">\n<link href="../index.html" hreflang="x-default"> '
    assert LINKS.page(page, "en/charter.html", "en") == expected + '<a href="../charter.html" lang="fr">'


def test_what_is_no_attribute_stays() -> None:
    """Text that is escaped, and data inside a page."""
    page = '<p>href=&#34;/ontology&#34;</p><script>{"@value": " href=\\"/ontology\\""}</script>'
    assert LINKS.page(page, "index.html", "fr") == page


def test_addresses_of_a_sitemap_and_a_feed_stay_whole() -> None:
    """They are read away from the folder; pages of a feed that are not written are not named."""
    text = (
        "<loc>https://example.org/kg/id/a/b.html</loc>"
        '<x:link href="https://example.org/kg/charter?lang=en"/>'
        '<link rel="next" href="https://example.org/kg/feed.atom?lang=fr&amp;page=2" type="x" />'
    )
    expected = '<loc>https://example.org/kg/id/a/b.html</loc><x:link href="https://example.org/kg/en/charter.html"/>'
    assert LINKS.whole(text, "fr") == expected
