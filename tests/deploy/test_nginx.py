"""The service behind nginx as ``deploy/nginx.conf`` has it: by TLS, under a path, and every address still leads on."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from quartierkg.web import addresses, body
from quartierkg.web.routes.papers import EVIDENCE
from tests.deploy.front import CONF, TOKEN, Front, free_port, nginx, service_behind_nginx
from tests.samples import BASE, ROOT, journey
from tests.web.crawl import Crawl, Links

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")

PORT_LUMIERE = "/id/quartier/port-lumiere"
GRAPHS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
ASK = "ASK { ?quartier a <https://w3id.org/quartierkg/ontology#Quartier> }"
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """The service on the release's own data, seen through nginx."""
    with service_behind_nginx(tmp_path_factory.mktemp("front")) as found:
        yield found


@pytest.fixture(scope="module")
def client(front: Front) -> Iterator[httpx.Client]:
    """Somebody outside."""
    with front.client() as found:
        yield found


def astray(front: Front, answer: httpx.Response) -> set[str]:
    """The addresses of an answer that leave the path under which the service is seen."""
    found = [answer.headers.get(name, "") for name in ("Location", "Content-Location")]
    found += re.findall(r"<([^>]*)>", answer.headers.get("Link", ""))
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        links = Links()
        links.feed(answer.text)
        found += links.all + re.findall(r' (?:action|formaction|data-[a-z]+)="(/[^"]*)', answer.text)
    elif "json" in kind and answer.content:
        found += _texts(answer.json())
    return {one for one in found if one.startswith(("/", "http://127", "https://127")) and not _stays(front, one)}


def _stays(front: Front, address: str) -> bool:
    return f"{urljoin(front.base, address)}/".startswith(f"{front.base}/")


def _texts(value: object) -> list[str]:
    """Every text of a value in JSON."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


@journey
def test_every_page_is_reached_from_the_first(front: Front) -> None:
    """No link fails, and none leaves the path or the scheme under which the service is seen."""
    crawl = Crawl(front.base, 40, 1, front.trusted)
    answers = [answer for answer, _ in crawl.run()]
    crawl.close()
    assert {f"{one.status} {one.address} from {one.linked_from}" for one in answers if one.status >= 400} == set()
    assert crawl.astray == set()
    assert len(answers) > 150
    assert {"/", "/ontology", "/charter", "/form", "/verify", "/dumps"} <= {one.address for one in answers}


def test_no_answer_of_any_route_leads_astray(front: Front, client: httpx.Client) -> None:
    """Whatever is read without more than its address, in each of its formats: headers, pages, JSON."""
    described = client.get(f"{front.base}/openapi.json").json()
    assert described["servers"] == [{"url": front.base}]
    wrong, asked = {}, 0
    for path, operations in described["paths"].items():
        if "get" not in operations or "{" in path:
            continue
        for essence in operations["get"]["responses"].get("200", {}).get("content", {"*/*": {}}):
            answer = client.get(front.base + path, headers={"Accept": essence})
            asked += 1
            assert answer.status_code < 500, (path, essence)
            if found := astray(front, answer):
                wrong[path, essence] = found
    assert wrong == {}
    assert asked > 60


def test_a_thing_is_had_in_each_format(front: Front, client: httpx.Client) -> None:
    """A redirection leads to the document, whose Link header leads to the others, and each of them answers."""
    for extension, essence in {**GRAPHS, "html": "text/html"}.items():
        moved = client.get(front.base + PORT_LUMIERE, headers={"Accept": essence})
        assert (moved.status_code, moved.headers["Location"]) == (303, f"{front.path}{PORT_LUMIERE}.{extension}")
        found = client.get(urljoin(front.base, moved.headers["Location"]))
        assert found.headers["Content-Type"].partition(";")[0] == essence
        others = re.findall(r'<(/[^>]*)>; rel="alternate"', found.headers["Link"])
        assert len(others) > 3
        assert {client.get(urljoin(front.base, other)).status_code for other in others} == {200}
    links = client.get(f"{front.base}{PORT_LUMIERE}.linkset")
    assert astray(front, links) == set()
    assert f"{front.path}{PORT_LUMIERE}.html" in _texts(links.json())


def test_a_query_is_answered_however_it_is_sent(front: Front, client: httpx.Client) -> None:
    """By GET, as a form and as it is; its description names the endpoint that is seen."""
    place = f"{front.base}/sparql"
    sent = {"Content-Type": "application/sparql-query"}
    for answer in (
        client.get(place, params={"query": ASK}),
        client.post(place, data={"query": ASK}),
        client.post(place, content=ASK, headers=sent),
    ):
        assert answer.json()["boolean"] is True
    assert f"<{place}>" in client.get(place, headers={"Accept": "text/turtle"}).text


def test_a_page_of_answers_leads_to_the_next(front: Front, client: httpx.Client) -> None:
    """As JSON and as a header."""
    first = client.get(f"{front.base}/queries/CQ01?limit=1", headers={"Accept": "application/json"})
    assert re.search(rf'<{front.path}/queries/CQ01\?[^>]*>; rel="next"', first.headers["Link"])
    following = client.get(urljoin(front.base, first.json()["next"]), headers={"Accept": "application/json"})
    assert following.json()["items"] != first.json()["items"]


def test_a_dossier_is_judged_kept_and_removed(front: Front, client: httpx.Client) -> None:
    """From the form of the page: each step leads to an address that answers."""
    files = {"file": ("port-lumiere.ttl", BASE.read_bytes(), "text/turtle")}
    judged = client.post(f"{front.base}/validate?lang=en", files=files, headers=PAGE)
    assert judged.status_code == 200
    assert astray(front, judged) == set()
    kept = client.post(f"{front.base}/validate?lang=en", files=files, data={"keep": "1"}, headers=PAGE)
    assert kept.status_code == 303
    place = urljoin(front.base, kept.headers["Location"])
    assert place.startswith(f"{front.base}/validate/results/")
    shown = client.get(place, headers=PAGE)
    (action,) = re.findall(r'action="([^"]*/removal[^"]*)"', shown.text)
    removed = client.post(urljoin(front.base, action), headers=PAGE)
    assert client.get(urljoin(front.base, removed.headers["Location"])).status_code == 410


def test_the_form_of_a_dossier_is_walked(front: Front, client: httpx.Client) -> None:
    """Its pages lead to the next, and name where its scripts ask how far a dossier is."""
    begun = client.post(f"{front.base}/form?lang=en", files={"go": (None, "start|example")}, headers=PAGE)
    assert begun.status_code == 200, begun.text[:300]
    assert astray(front, begun) == set()
    assert f'data-gauge="{front.path}/form/gauge' in begun.text


def test_files_are_kept_and_had_in_parts(front: Front, client: httpx.Client) -> None:
    """Validators and ranges go through, a strong validator as a strong one."""
    page = client.get(f"{front.base}/", headers=PAGE)
    (script,) = re.findall(r'src="([^"]*/theme-[^"]*)"', page.text) or re.findall(
        r'href="([^"]*site\.css[^"]*)"', page.text
    )
    assert "immutable" in client.get(urljoin(front.base, script)).headers["Cache-Control"]
    place = f"{front.base}/static/site.css"
    whole = client.get(place, headers={"Accept-Encoding": "identity"})
    held = client.get(place, headers={"If-None-Match": whole.headers["ETag"], "Accept-Encoding": "identity"})
    part = client.get(place, headers={"Range": "bytes=4-9", "Accept-Encoding": "identity"})
    assert (held.status_code, held.content) == (304, b"")
    assert (part.status_code, part.content) == (206, whole.content[4:10])
    shown = client.get(f"{front.base}/charter", headers=PAGE)
    assert (
        client.get(f"{front.base}/charter", headers={**PAGE, "If-None-Match": shown.headers["ETag"]}).status_code == 304
    )


def test_nothing_is_compressed_twice(front: Front, client: httpx.Client) -> None:
    """What the service compressed is what comes, under its own strong validator."""
    with client.stream("GET", f"{front.base}/charter", headers={**PAGE, "Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers.get_list("Content-Encoding") == ["gzip"]
    assert answer.headers["ETag"].endswith('-gzip"')
    assert not answer.headers["ETag"].startswith("W/")
    assert b"<html" in gzip.decompress(packed)


def test_what_describes_the_service_names_its_public_address(front: Front, client: httpx.Client) -> None:
    """Sitemap, catalogue, feed, robots: the latter at the root of the host as well, where crawlers look."""
    for path in ("/sitemap-pages.xml", "/sitemap.xml"):
        places = re.findall(r"<loc>([^<]*)", client.get(front.base + path).text)
        assert places
        assert [one for one in places if not one.startswith(f"{front.base}/")] == []
    assert f"<{front.base}/sparql>" in client.get(f"{front.base}/catalogue.ttl").text
    root = front.base.removesuffix(front.path)
    robots = client.get(f"{root}/robots.txt").text
    assert f"Disallow: {front.path}/validate" in robots
    assert f"Sitemap: {front.base}/sitemap.xml" in robots
    void = client.get(f"{root}/.well-known/void")
    assert (void.status_code, void.headers["Location"]) == (303, f"{front.path}/void")
    assert client.get(f"{root}/.well-known/api-catalog").status_code == 200


def test_who_shows_a_token_writes(front: Front, client: httpx.Client) -> None:
    """A graph is put at an address that names the public one."""
    place = f"{front.base}/rdf-graph-store?graph=https://w3id.org/quartierkg/graph/stations"
    sent = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
    text = '<https://w3id.org/quartierkg/id/gare> <http://www.w3.org/2000/01/rdf-schema#label> "Gare du Front" .'
    assert client.put(place, content=text, headers={"Content-Type": "text/turtle"}).status_code == 401
    assert client.put(place, content=text, headers=sent).status_code in {201, 204}
    assert "Gare du Front" in client.get(place, headers={"Accept": "text/turtle"}).text


def test_http_leads_to_https(front: Front, client: httpx.Client) -> None:
    """With the whole address; and the path without its slash leads to the first page."""
    moved = client.get(f"http://127.0.0.1:{front.plain}{front.path}/queries?lang=fr")
    assert (moved.status_code, moved.headers["Location"]) == (308, f"https://127.0.0.1{front.path}/queries?lang=fr")
    moved = client.get(f"{front.base}?lang=fr")
    assert (moved.status_code, moved.headers["Location"]) == (308, f"{front.path}/?lang=fr")


def test_an_address_arrives_as_it_was_written(front: Front, client: httpx.Client) -> None:
    """Also a long one, which the service itself measures; a longer one ends at nginx."""
    assert client.get(f"{front.base}/id/c%C5%93ur%2Fx", headers=PAGE).status_code == 404
    assert front.seen("/id/cœur/x") is not None
    room = addresses.LONGEST - len(f"{front.path}/sparql?query=")
    assert client.get(f"{front.base}/sparql?query={'x' * room}").status_code == 400
    assert client.get(f"{front.base}/sparql?query={'x' * (room + 100)}").status_code == 414


def test_what_is_too_large_is_told_by_the_service_as_far_as_it_goes(front: Front, client: httpx.Client) -> None:
    """A dossier beyond its cap, by the service; a body beyond every cap, by nginx in the same form."""
    sent = {"Content-Type": "text/turtle", "Accept": "application/json"}
    for size in (body.UPLOAD + 1, 14 << 20):
        answer = client.post(f"{front.base}/validate", content=b"#" * size, headers=sent)
        assert answer.status_code == 413
        assert answer.headers["Content-Type"].startswith("application/problem+json")
        assert answer.json()["type"].endswith("#too-large")


def test_the_caps_of_nginx_hold_those_of_the_service() -> None:
    """Nothing that the service takes is refused before it."""
    caps = [int(one) << 20 for one in re.findall(r"client_max_body_size (\d+)m;", CONF.read_text(encoding="utf-8"))]
    assert len(caps) == 2
    assert caps[0] > max(body.UPLOAD, body.UPDATE, body.QUERY)
    assert caps[1] > EVIDENCE


def test_a_client_cannot_say_where_it_is(front: Front, client: httpx.Client) -> None:
    """Its own words of that are not passed on; the proxy's count."""
    client.get(f"{front.base}/id/elsewhere", headers={"X-Forwarded-For": "192.0.2.66"})
    seen = front.seen("/id/elsewhere")
    assert seen is not None
    assert seen["client"] == "127.0.0.1"


def test_a_service_that_is_down_is_told_of(tmp_path: Path) -> None:
    """To people as a page in both languages, to programs as a problem."""
    with nginx(tmp_path, free_port()) as front, front.client() as client:
        page, problem = client.get(f"{front.base}/", headers=PAGE), client.get(f"{front.base}/sparql")
    assert (page.status_code, problem.status_code) == (503, 503)
    assert "ne répond pas" in page.text
    assert "does not answer" in page.text
    assert problem.headers["Content-Type"].startswith("application/problem+json")
    assert problem.json()["status"] == 503


def test_the_problems_of_nginx_are_like_those_of_the_service() -> None:
    """Each file has the members that problems have."""
    files = sorted((ROOT / "deploy" / "nginx").glob("*.json"))
    assert [path.stem for path in files] == ["down", "large"]
    for path in files:
        assert {"type", "title", "status", "detail", "remedy"} == json.loads(path.read_text(encoding="utf-8")).keys()
