"""The public graphs as files, over HTTP."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import time
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Dataset, RdfFormat, parse
from starlette.testclient import TestClient

from quartierkg.settings import Settings
from quartierkg.web import beside, dumps, service, tier
from quartierkg.web.app import create_app

JSON = {"Accept": "application/json"}
HTML = {"Accept": "text/html"}
TOKEN = "a-token-of-the-operator"
ADD = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
NETWORK = "/rdf-graph-store?graph=https://w3id.org/quartierkg/graph/network"


def listed(client: TestClient) -> dict[str, Any]:
    """The list, for programs."""
    answer = client.get("/dumps", headers=JSON)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture(scope="module")
def item(client: TestClient) -> dict[str, Any]:
    """The first file of the list: N-Quads, by gzip."""
    found: dict[str, Any] = listed(client)["items"][0]
    return found


def test_every_file_of_the_list_is_there_as_it_says(client: TestClient) -> None:
    """Size, digest, media type and address, under the base address of the instance."""
    found = listed(client)
    assert found["revision"] == client.get("/ready").json()["revision"]
    assert found["next"] is None
    for item in found["items"]:
        assert item["href"] == f"https://example.org/kg/dumps/{item['name']}"
        answer = client.get(f"/dumps/{item['name']}")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == item["compressFormat"]
        assert int(answer.headers["Content-Length"]) == len(answer.content) == item["size"]
        assert hashlib.sha256(answer.content).hexdigest() == item["sha256"]
        assert (item["revision"], item["date"]) == (found["revision"], found["date"])
    kinds = {(item["graph"] is None, item["mediaType"]) for item in found["items"]}
    assert kinds == {
        *((True, "application/n-quads"), (True, "application/trig"), (True, "application/x-jelly-rdf")),
        *((False, "text/turtle"), (False, "application/ld+json")),
    }


def test_the_list_says_what_is_invented(client: TestClient) -> None:
    """Of the network's things one says so; of the stations none."""
    found = {str(item["graph"]).rpartition("/")[2]: item["illustrative"] for item in listed(client)["items"]}
    assert (found["network"], found["stations"]) == (1, 0)


def test_a_file_is_its_own_digest(client: TestClient, item: dict[str, Any]) -> None:
    """The tag is strong and is the digest; the digest is told by the header of today and by that of before."""
    answer = client.get(f"/dumps/{item['name']}")
    written = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
    assert answer.headers["ETag"] == f'"{item["sha256"]}"'
    assert answer.headers["Repr-Digest"] == f"sha-256=:{written}:"
    assert answer.headers["Digest"] == f"SHA-256={written}"
    assert answer.headers["X-Revision"] == str(item["revision"])
    assert answer.headers["Last-Modified"].endswith("GMT")
    assert answer.headers["Link"] == '</dumps>; rel="collection"'
    assert item["name"] in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate, br, zstd"])
def test_what_is_compressed_is_not_compressed_again(client: TestClient, item: dict[str, Any], accepted: str) -> None:
    """Whoever accepts codings gets the same bytes under the same tag: parts of them fit together."""
    answer = client.get(f"/dumps/{item['name']}", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["ETag"] == f'"{item["sha256"]}"'
    assert hashlib.sha256(answer.content).hexdigest() == item["sha256"]


def test_who_holds_a_file_is_told_so(client: TestClient, item: dict[str, Any]) -> None:
    """304, without a byte of it."""
    answer = client.get(f"/dumps/{item['name']}", headers={"If-None-Match": f'"{item["sha256"]}"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == f'"{item["sha256"]}"'


def test_a_download_goes_on_where_it_broke_off(client: TestClient, item: dict[str, Any]) -> None:
    """In three pieces, each with the digest of the whole."""
    size, tag, pieces = item["size"], f'"{item["sha256"]}"', []
    for part in (f"0-{size // 3}", f"{size // 3 + 1}-{size // 2}", f"{size // 2 + 1}-"):
        answer = client.get(f"/dumps/{item['name']}", headers={"Range": f"bytes={part}", "If-Range": tag})
        assert answer.status_code == 206
        assert answer.headers["Content-Range"].startswith(f"bytes {part.split('-')[0]}-")
        assert answer.headers["Content-Range"].endswith(f"/{size}")
        assert answer.headers["ETag"] == tag
        assert "Repr-Digest" in answer.headers
        pieces.append(answer.content)
    assert hashlib.sha256(b"".join(pieces)).hexdigest() == item["sha256"]


def test_several_parts_come_in_one_answer(client: TestClient, item: dict[str, Any]) -> None:
    """Each under its own heading (RFC 9110, 14.6)."""
    answer = client.get(f"/dumps/{item['name']}", headers={"Range": "bytes=0-1, 10-11"})
    assert answer.status_code == 206
    assert answer.headers["Content-Type"].startswith("multipart/byteranges")
    assert answer.content.count(b"Content-Range: bytes ") == 2


@pytest.mark.parametrize(
    "headers", [{"If-Range": '"of-another"'}, {"Range": "items=0-1"}, {"Range": "bytes=x"}, {"Range": "bytes=9-1"}]
)
def test_who_cannot_go_on_gets_the_whole(client: TestClient, item: dict[str, Any], headers: dict[str, str]) -> None:
    """Of another file, or by what is no range of bytes."""
    answer = client.get(f"/dumps/{item['name']}", headers={"Range": "bytes=5-"} | headers)
    assert answer.status_code == 200
    assert len(answer.content) == item["size"]


def test_who_has_all_of_it_is_told_its_length(client: TestClient, item: dict[str, Any]) -> None:
    """416 as problem+json, which says how long the file is: programs that resume end by it."""
    answer = client.get(f"/dumps/{item['name']}", headers={"Range": f"bytes={item['size']}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{item['size']}"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("#range")


def test_head_tells_of_the_whole(client: TestClient, item: dict[str, Any]) -> None:
    """Its length and digest, whatever part is asked for (RFC 9110, 14.2)."""
    for headers in ({}, {"Range": "bytes=0-9"}, {"Range": "bytes=99999999-", "If-Range": '"x"'}):
        answer = client.head(f"/dumps/{item['name']}", headers=headers)
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.headers["Content-Length"] == str(item["size"])
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert "Repr-Digest" in answer.headers


def test_a_page_of_others_may_resume_too(client: TestClient) -> None:
    """A browser is allowed to send ranges from anywhere, and to read what tells of them (Fetch, 3.2)."""
    asks = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    allowed = client.options("/dumps/x", headers=asks | {"Access-Control-Request-Headers": "range,if-range"})
    assert {"Range", "If-Range"} <= set(allowed.headers["Access-Control-Allow-Headers"].split(", "))
    shown = client.get("/dumps").headers["Access-Control-Expose-Headers"].split(", ")
    assert {"Accept-Ranges", "Content-Range", "Repr-Digest"} <= set(shown)


def test_a_name_without_a_number_leads_to_the_latest(client: TestClient, item: dict[str, Any]) -> None:
    """By a redirect: who resumes keeps to one revision."""
    name = item["name"].replace(f"-{item['revision']}", "")
    answer = client.get(f"/dumps/{name}", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"/dumps/{item['name']}"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("number", ["1", "01", "2"])
def test_files_of_an_earlier_revision_are_gone(client: TestClient, number: str) -> None:
    """410, with the way to those of now."""
    answer = client.get(f"/dumps/network-{number}.ttl.gz")
    assert answer.status_code == 410
    assert "/dumps" in answer.json()["remedy"]


@pytest.mark.parametrize(
    "name",
    [
        *("network-999999.ttl.gz", "network-0.ttl.gz", f"network-{'9' * 5000}.ttl.gz", "committee-1.ttl.gz", "x"),
        *("network-1.ttl", "network-1.rdf.gz", "network--1.ttl.gz", "network-¹.ttl.gz", "dumps.json"),
        *(
            "..%2Fdumps.json",
            "%2E%2E%2F%2E%2E%2Fjournal.sqlite",
            "..%5C..%5Cjournal.sqlite",
            "a%00b",
            "%2Fetc%2Fpasswd",
        ),
    ],
)
def test_nothing_else_is_a_file(client: TestClient, name: str) -> None:
    """404: no other revision, graph, format or folder is reached by any name."""
    assert client.get(f"/dumps/{name}").status_code == 404


def test_sums_are_those_that_sha256sum_reads(client: TestClient) -> None:
    """A line for each file."""
    answer = client.get("/dumps/SHA256SUMS")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.text == "".join(f"{item['sha256']}  {item['name']}\n" for item in listed(client)["items"])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_leads_to_every_file(client: TestClient, language: str) -> None:
    """With its size and its digest; it says that the invented is marked; each link answers."""
    page = client.get("/dumps", params={"lang": language}, headers=HTML).text
    for item in listed(client)["items"]:
        assert f'href="/dumps/{item["name"]}"' in page
        assert item["sha256"] in page
    assert "qn:illustrative true" in page
    for link in set(re.findall(r'href="(/(?:dumps|graph)[^"]*)"', page)):
        assert client.get(link.replace("&amp;", "&"), headers=HTML).status_code == 200


def test_every_page_leads_to_the_files(client: TestClient) -> None:
    """From its foot."""
    assert 'href="/dumps"' in client.get("/", headers=HTML).text


def test_a_write_brings_other_files_and_removes_those_before(data: Path, tmp_path: Path) -> None:
    """The files are always those of the revision that readers see; of the others none is kept."""
    settings = Settings(store=tmp_path / "store", data=data, token=TOKEN)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        before = listed(client)
        assert client.post(NETWORK, content="<urn:new> <urn:p> 1 .", headers=ADD).status_code == 204
        after = listed(client)
        assert after["revision"] == before["revision"] + 1
        name = after["items"][0]["name"]
        quads = Dataset(parse(gzip.decompress(client.get(f"/dumps/{name}").content), format=RdfFormat.N_QUADS))
        assert any("urn:new" in str(quad) for quad in quads)
        assert client.get(f"/dumps/{before['items'][0]['name']}").status_code == 410
        assert len(list((tmp_path / "store" / "dumps").iterdir())) == 1


def test_files_of_a_large_revision_are_built_beside(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until they are there, 503 says when to try again; after a write those of before are given meanwhile."""
    monkeypatch.setattr(tier, "IN_MEMORY", 0)
    monkeypatch.setattr(dumps, "_LOOK", 0.05)
    built = 0
    run = beside.run

    async def held(module: str, *arguments: str) -> None:
        nonlocal built
        mine = arguments[0].startswith(str(tmp_path))  # other tests have services of their own
        while built < allowed and mine and module == "quartierkg.publish.dumping":
            built += 1
            await run(module, *arguments)

    allowed = 0
    monkeypatch.setattr(beside, "run", held)
    monkeypatch.setattr(dumps, "_AGAIN", 0.05)
    settings = Settings(store=tmp_path / "store", data=data, token=TOKEN)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        about = client.app.state.service  # type: ignore[attr-defined]
        answer = client.get("/dumps", headers=JSON)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert about.dumps.there(about.snapshot) == ()
        allowed = 1
        wait_for(about)
        first = listed(client)
        assert [dump.name for dump in about.dumps.there(about.snapshot)] == [item["name"] for item in first["items"]]
        assert client.post(NETWORK, content="<urn:new> <urn:p> 1 .", headers=ADD).status_code == 204
        meanwhile = client.get("/dumps", headers=JSON)
        assert meanwhile.json() == first
        assert "ETag" not in meanwhile.headers
        assert client.get(f"/dumps/{first['items'][0]['name']}").status_code == 200
        allowed = 2
        wait_for(about)
        assert listed(client)["revision"] == first["revision"] + 1
        assert client.get(f"/dumps/{first['items'][0]['name']}").status_code == 410


def wait_for(about: service.Service) -> None:
    """Wait until the files are those of now."""
    end = time.monotonic() + 120
    while about.dumps is None or not about.dumps.there(about.snapshot):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_store_for_conformance_tests_has_none(tmp_path: Path) -> None:
    """It holds what whoever tests puts there."""
    with TestClient(create_app(Settings(store=tmp_path / "store", test_suite=True))) as client:
        assert client.get("/dumps", headers=JSON).status_code == 404
        assert client.get("/changes").status_code == 404
