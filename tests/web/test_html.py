"""The HTML of every page, put to html-validate (``tests/html``): one process looks at all of them at once.

Without Node.js, or where ``npm ci`` was not run there, the checks are skipped; with ``QUARTIERKG_HTML=1`` they are not.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quartierkg.charter.document import charter
from quartierkg.charter.rules import rules
from quartierkg.language import LANGUAGES
from quartierkg.report import Batch, render
from quartierkg.report.charter import html
from quartierkg.report.charter.layout import book
from quartierkg.settings import Settings
from quartierkg.web.app import create_app
from tests.samples import BASE, LONG, ROOT, verdict
from tests.web.lived import Register

FOLDER = ROOT / "tests" / "html"
CHECKER = FOLDER / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
FAILING = ROOT / "data" / "dossiers" / "fails-criterion-3.ttl"
BOOK = b"[Quartier]\nidentifiant,nom (fr),illustratif\nq,Nulle part,peut-\xc3\xaatre\n"
GONE = "https://w3id.org/quartierkg/id/gone"
# Each page with the status that it comes with.
PAGES = {
    "/": 200,
    "/ontology": 200,
    "/charter": 200,
    "/shapes/1": 200,
    "/id/quartier/port-lumiere.html": 200,
    "/id/port-lumiere/structure.html": 200,
    "/id/territory/rennes.html": 200,
    "/profile/schema": 200,
    "/graph/network": 200,
    "/queries": 200,
    "/queries/CQ01": 200,
    "/queries/CQ15?limit=none": 400,
    "/network": 200,
    "/network/map": 200,
    "/network/map?place=quartier/val-claire": 200,
    "/network/map?west=-9&south=45&east=-6&north=49": 200,
    "/network/links": 200,
    "/network/links?quartier=quartier/val-claire&asOf=2010-01-01": 200,
    "/network/matrix?sort=met": 200,
    "/network/matrix?sort=none": 400,
    "/network/charts": 200,
    "/search": 200,
    "/search?q=rennes": 200,
    "/search?q=zzzz": 200,
    "/sparql": 200,
    "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%205": 200,
    "/sparql?query=SELECT": 400,
    "/form": 200,
    "/validate": 200,
    "/aide": 200,
    "/aide/glossaire": 200,
    "/aide/glossaire/q": 200,
    "/aide/commandes": 200,
    "/aide/tutoriels/developpement": 200,
    "/mentions-legales": 200,
    "/confidentialite": 200,
    "/accessibilite": 200,
    "/dumps": 200,
    "/changes": 200,
    "/catalogue": 200,
    "/void": 200,
    "/fair-use": 200,
    "/problems": 200,
    "/context.jsonld": 200,
    "/nothing": 404,
    "/id/nobody": 404,
    "/ontology?format=none": 406,
}
# Of the same templates, for the long run.
MORE = {
    "/queries/CQ15": 200,
    "/schemas/verdict.json": 200,
    "/charter/2-illustrative": 200,
    "/shapes/1?profile=strict&gate=application": 200,
    "/shapes/2-illustrative": 200,
}


def installed() -> str | None:
    """Node.js, where it and the checker are there."""
    node = shutil.which("node")
    return node if CHECKER.is_file() else None


@pytest.fixture(scope="module")
def node() -> str:
    """What runs the checker."""
    found = installed()
    if found is None and os.environ.get("QUARTIERKG_HTML") != "1":
        pytest.skip("Node.js or html-validate is missing (npm ci --prefix tests/html), so HTML is not checked")
    assert found is not None, "QUARTIERKG_HTML=1, and html-validate is not there: npm ci --prefix tests/html"
    return found


def pages(client: TestClient) -> Iterator[tuple[str, str]]:
    """Every page in both languages, by a name that tells which."""
    for path, status in (PAGES | (MORE if LONG else {})).items():
        for language in LANGUAGES:
            answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
            assert answer.status_code == status, path
            assert answer.headers["Content-Language"] == language
            yield f"{path} {language}", answer.text


def reports(client: TestClient) -> Iterator[tuple[str, str]]:
    """The pages of a verdict, within the service and alone, and that of the charter."""
    for language in LANGUAGES:
        asked = {"Accept": "text/html", "Accept-Language": language, "Content-Type": "text/turtle"}
        for dossier in (BASE, FAILING):
            answer = client.post("/validate", content=dossier.read_bytes(), headers=asked)
            assert answer.status_code == 200
            yield f"verdict {dossier.stem} {language}", answer.text
        files = [("file", (path.name, path.read_bytes())) for path in (BASE, FAILING)] + [("file", ("bad.ttl", b"<a"))]
        page = {name: asked[name] for name in ("Accept", "Accept-Language")}
        yield f"several verdicts {language}", client.post("/validate", files=files, headers=page).text
        yield f"no verdict {language}", client.post("/validate", files=files[2:], headers=page).text
        yield f"bad cell {language}", client.post("/validate", files={"file": ("a.csv", BOOK)}, headers=page).text
        kept = client.post("/validate?keep=1", files=files, headers={"Accept": "text/csv"}).headers["Location"]
        for address in (kept, f"{kept}?file=2"):
            yield f"kept {address[len(kept) :]} {language}", client.get(address, headers=page).text
        client.delete(kept)
        yield f"removed {language}", client.get(kept, headers=page).text
        batch = Batch((verdict(FAILING.read_bytes()),))
        yield f"report {language}", render(batch, "page", language)
        alone = book(charter("1"), rules("1", "charter", "label"))
        yield f"charter alone {language}", html.write(alone, language)


def filled(client: TestClient) -> Iterator[tuple[str, str]]:
    """The pages of the form: of the example each kind, one with a bad answer, and one whose text is broken."""
    state = {"state": BASE.read_text(encoding="utf-8")}
    bad = {"v|quartier|qn:metropole|": "nowhere", "at": "step|1", "go": "stay"}
    sent = [{"go": go} for go in ("", "step|0", "step|1", "step|4", "check", "add|qn:Lot", "thing|actors/vigie")]
    for language in LANGUAGES:
        asked = {"Accept": "text/html", "Accept-Language": language}
        for number, one in enumerate((*sent, bad, {"state": "<"})):
            answer = client.post("/form", data=state | one, headers=asked)
            assert answer.status_code == (400 if one == {"state": "<"} else 200)
            yield f"form {number} {language}", answer.text


def registered(register: Register) -> Iterator[tuple[str, str]]:
    """The pages of the register, and those of a credential: one in force, one tampered with, and none."""
    decisions = (f"/decisions/{one['entry']}" for one in register.client.get("/decisions").json()["items"])
    paths = ("/dossiers", "/dossiers?limit=1&offset=1", "/dossiers/brume-neuve", "/dossiers/val-cache", "/decisions")
    more = ("/labels", "/labels/brume-neuve", "/verify", "/id/quartier/brume-neuve.html")
    signed = register.client.get("/id/label/brume-neuve/1").content
    for language in LANGUAGES:
        asked = {"Accept": "text/html", "Accept-Language": language}
        for path in (*paths, *decisions, *more):
            yield f"{path} {language}", register.client.get(path, headers=asked).text
        for content in (signed, signed.replace(b"brume", b"lune"), b""):
            sent = {"file": content}
            yield f"verified {len(content)} {language}", register.client.post("/verify", files=sent, headers=asked).text


def gone(folder: Path, data: Path) -> Iterator[tuple[str, str]]:
    """The page for what was published once."""
    token = "a-token-that-is-long-enough-for-anyone-0123456789"
    settings = Settings(data=data, store=folder, token=token, update=True)
    with TestClient(create_app(settings)) as client:
        allowed = {"Authorization": f"Bearer {token}", "Content-Type": "application/sparql-update"}
        said = f'GRAPH <https://w3id.org/quartierkg/graph/network> {{ <{GONE}> <urn:example:p> "x" }}'
        for word in ("INSERT", "DELETE"):
            assert client.post("/sparql", content=f"{word} DATA {{ {said} }}", headers=allowed).status_code < 300
        for language in LANGUAGES:
            answer = client.get("/id/gone", headers={"Accept": "text/html", "Accept-Language": language})
            assert answer.status_code == 410
            yield f"410 {language}", answer.text


def thinned(page: str) -> str:
    """A page with every twentieth of its articles, which are alike in hundreds; the long run has all of them."""
    parts = re.split(r"(\s*<article.*?</article>)", page, flags=re.DOTALL)
    return page if LONG else "".join(part for place, part in enumerate(parts) if place % 2 == 0 or place % 40 == 1)


def faults(node: str, folder: Path) -> list[str]:
    """What the checker finds in the files of a folder."""
    # In a file, since the process may end before all of it went through a pipe.
    said = folder.with_suffix(".json")
    options = ("--config", str(FOLDER / ".htmlvalidate.mjs"), "--formatter", f"json={said}")
    command = [node, str(CHECKER), *options, str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=FOLDER, timeout=600 if LONG else 120
    )
    assert done.returncode in {0, 1}, done.stderr
    return [
        f"{Path(file['filePath']).stem}:{fault['line']}:{fault['column']} {fault['ruleId']}: {fault['message']}"
        for file in json.loads(said.read_text(encoding="utf-8"))
        for fault in file["messages"]
    ]


def test_every_page_is_valid(node: str, network: TestClient, register: Register, data: Path, tmp_path: Path) -> None:
    """Pages, errors and reports, in both languages, have no fault of the rules for documents and for access."""
    folder = tmp_path / "pages"
    folder.mkdir()
    named = dict(
        (*pages(network), *reports(network), *filled(network), *registered(register), *gone(tmp_path / "store", data))
    )
    for number, text in enumerate(named.values()):
        (folder / f"{number:03}.html").write_text(thinned(text), encoding="utf-8")
    names = list(named)
    assert [f"{names[int(found[:3])]}{found[3:]}" for found in faults(node, folder)] == []


def test_a_fault_is_found(node: str, tmp_path: Path) -> None:
    """The checker looks: an identifier twice, a picture without words and a field without a label are all told."""
    form = '<form><input id="b" name="b"><button type="submit">B</button></form>'
    body = f'<p id="a"></p><p id="a"></p><img src="x.png">{form}'
    (tmp_path / "page.html").write_text(f"<!doctype html><html lang=en><title>T</title>{body}", encoding="utf-8")
    found = {fault.split()[1] for fault in faults(node, tmp_path)}
    assert {"no-dup-id:", "wcag/h37:", "input-missing-label:"} <= found


def test_the_lock_names_no_host() -> None:
    """Whoever installs the checker takes it out of the registry that they use."""
    lock = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
