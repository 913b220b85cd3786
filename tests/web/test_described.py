"""Requests that are made of the description of the API, by strangers and by each role: none of them breaks the service.

Schemathesis makes them; a few for each operation in every run, many in the long one (``QUARTIERKG_LONG=1``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok

from quartierkg.media import HTML, PROBLEM
from quartierkg.register.shown import name_of
from tests.samples import LONG, ROOT, extent
from tests.web.desk import CLAIRE, Desk, opened

EXAMPLES: Final = extent(100, 2, 1)
# Every run asks the register, where most is written; the long one asks everything.
REGISTER: Final = ("/dossiers", "/decisions", "/labels", "/id/label", "/id/status", "/issuer")
WHO: Final = ("nobody", "applicant", "member", "chair", "operator", "expired")
ELSEWHERE: Final = "https://lille.example/quartier/1"
# What a description cannot know: names that there are, so that a request comes further than to 404.
KNOWN: Final[dict[str, tuple[object, ...]]] = {
    "name": ("val-claire", name_of(ELSEWHERE), "quartier/brume", "1", "network", "a b", "%2F", "é", "<>"),
    "version": (1, "1", 0, "2-illustrative"),
    "entry": (1, 0, 10**30),
    "number": (1, 0, -1, 10**30),
    "purpose": ("revocation", "suspension"),
    "digest": ("0" * 64,),
    "quartier": (CLAIRE, ELSEWHERE, "x", "http://[", "https://a.example/é"),
    "limit": (1, 100, 10**30),
    "offset": (0, 10**30),
}
CHOSEN: Final = {name: st.sampled_from(values) for name, values in KNOWN.items()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An instance with somebody in each role and the bundled dossier of one Quartier as a draft."""
    folder: Path = tmp_path_factory.mktemp("described")
    (folder / "data").mkdir()
    with opened(folder / "store", folder / "data") as found:
        draft = (ROOT / "data" / "dossiers" / "port-lumiere.ttl").read_bytes()
        headers = found.shown["applicant"] | {"Content-Type": "text/turtle"}
        assert found.client.put("/dossiers/val-claire/draft", content=draft, headers=headers).status_code == 204
        yield found


def sent(desk: Desk, case: Case[Any], who: str, known: dict[str, object]) -> Any:
    """The answer to a request."""
    case.path_parameters = {**(case.path_parameters or {})} | {
        name: value for name, value in known.items() if name in (case.path_parameters or {})
    }
    query = {**(case.query or {})} | {name: value for name, value in known.items() if name in (case.query or {})}
    headers: dict[str, bytes | str] = {name: _header(value) for name, value in (case.headers or {}).items()}
    headers |= desk.shown[who]
    content = None
    if isinstance(case.body, bytes):
        content = case.body
    elif isinstance(case.body, str):
        content = case.body.encode("utf-8", "surrogatepass")
    elif isinstance(case.body, dict | list):
        content = json.dumps(case.body).encode()
    if content is not None and case.media_type:
        headers["Content-Type"] = case.media_type
    return desk.client.request(
        case.method,
        case.formatted_path,
        params=query,
        headers=headers,  # type: ignore[arg-type]
        content=content,
        follow_redirects=False,
    )


def _header(value: object) -> bytes:
    return str(value).encode("latin-1", "replace")


def operations(described: Any) -> list[Any]:
    """Each operation of a description, or in a short run those of the register."""
    results = list(schemathesis.openapi.from_dict(described).get_all_operations())
    found = [one.ok() for one in results if isinstance(one, Ok)]
    assert len(found) == len(results)
    return [one for one in found if LONG or one.path.startswith(REGISTER)]


def requests(operation: Any) -> st.SearchStrategy[Case[Any]]:
    """Requests to an operation; in the long run also such as its description does not allow."""
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE) if LONG else (GenerationMode.POSITIVE,)
    return st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in modes))


def check(operation: Any, answer: Any) -> None:
    """What is answered is no fault of ours, is among what the description says, and in a form that it says."""
    said = (str(answer.request.url), answer.status_code, answer.text[:500])
    assert answer.status_code != 500, said
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if answer.status_code == 307:  # the address is that of another operation, with a slash at its end
        return
    if answer.status_code >= 400:
        assert kind in {PROBLEM.essence, HTML.essence}, said
        return
    told = operation.definition.raw["responses"]
    assert str(answer.status_code) in told, said
    offered = told[str(answer.status_code)].get("content", {})
    assert not answer.content or not offered or kind in offered, (kind, said)


def test_what_the_description_allows_breaks_nothing(desk: Desk) -> None:
    """Each operation, asked by strangers and by each role: no fault of ours, and nothing that is not described."""
    faults = []
    for operation in operations(desk.client.get("/openapi.json").json()):

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        )
        @given(requests(operation), st.sampled_from(WHO), st.fixed_dictionaries({}, optional=CHOSEN))
        def asked(case: Case[Any], who: str, known: dict[str, object]) -> None:
            check(case.operation, sent(desk, case, who, known))

        try:
            asked()
        except AssertionError as fault:
            faults.append(f"{operation.label}: {fault}")
    assert not faults, "\n".join(faults)
