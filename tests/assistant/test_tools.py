"""What an assistant asks is answered by a service as everybody is, and refused in words."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import anyio
import pytest

from quartierkg.assistant.server import made
from quartierkg.assistant.service import Declined, Service, joined, started
from quartierkg.assistant.tools import Tools
from quartierkg.errors import NotFound, NotInstalled, UsageFault
from quartierkg.terms import ID
from tests.samples import ROOT

OFFERED = {
    *("describe_schema", "find_questions", "ask_question", "search", "describe_thing"),
    *("run_query", "validate_dossier", "explain_requirement"),
}


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """A service of its own, on the bundled network."""
    with started((), "fr") as found:
        yield found


@pytest.fixture(scope="module")
def tools(service: Service) -> Tools:
    """The tools, before any protocol."""
    return Tools(service)


def test_the_schema_names_the_terms_that_words_fit(tools: Tools) -> None:
    """Best first, with domain and prefixes; a plural finds a singular, without words all are told."""
    found = tools.describe_schema("surfaces utiles")
    assert found["terms"][0]["term"] == "https://w3id.org/quartierkg/ontology#usableArea"
    assert found["prefixes"]["qn"] == "https://w3id.org/quartierkg/ontology#"
    assert tools.describe_schema()["total"] > 300


def test_a_question_is_found_by_words_of_either_language(tools: Tools) -> None:
    """And shows its own parameters, in the language of the user."""
    for words in ("fab lab ouvert", "open fab labs"):
        found = tools.find_questions(words, limit=5)
        assert any("fab lab" in item["title"] for item in found["items"])
    (item,) = (one for one in tools.find_questions("", limit=200)["items"] if one["id"] == "CQ46")
    assert "km" in {parameter["name"] for parameter in item["parameters"]} or item["parameters"]
    assert all(parameter["name"] not in {"asOf", "limit"} for parameter in item["parameters"])


def test_a_stored_question_is_answered(tools: Tools) -> None:
    """With its values; at most as many rows as are asked for, and the invented marked."""
    found = tools.ask_question("CQ01", {"state": "all", "limit": "900"}, limit=2)
    assert found["parameters"]["state"] == "all"
    assert len(found["items"]) == 2
    assert found["items"][0]["quartier"]["illustrative"] is True


@pytest.mark.parametrize(
    ("id", "parameters", "said"),
    [
        ("CQ01", {"state": "Perdu"}, "Valeurs possibles"),
        ("CQ01", {"nobody": "1"}, "nobody"),
        ("../sparql", {}, "Introuvable"),
        ("CQ99", {}, "CQ99"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    tools: Tools, id: str, parameters: dict[str, str], said: str
) -> None:
    """Whatever is wrong with it; no other address is reached by a name."""
    with pytest.raises(Declined, match=said):
        tools.ask_question(id, parameters)


def test_things_are_found_and_described(tools: Tools) -> None:
    """By words with a typing error in them; what is stated comes as Turtle."""
    (best, *_) = tools.search("port lumiére")["items"]
    assert best["iri"] == f"{ID}quartier/port-lumiere"
    assert "Port-Lumière" in tools.describe_thing(f"<{best['iri']}>")
    with pytest.raises(UsageFault, match="IRI"):
        tools.describe_thing("x> } ; DROP ALL #")


def test_a_query_reads_and_nothing_else(tools: Tools) -> None:
    """Rows up to a limit, a yes or no; updates, other servers and mistakes are refused with the reason."""
    rows = tools.run_query("SELECT ?q { ?q a <https://w3id.org/quartierkg/ontology#Quartier> }", limit=3)
    assert (rows["columns"], len(rows["rows"]), rows["more"]) == (["q"], 3, True)
    assert tools.run_query("ASK {}") == {"boolean": True}
    for text, said in (
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT"),
        ("SELECT * {", "1:"),
    ):
        with pytest.raises(Declined, match=said):
            tools.run_query(text)


def test_a_dossier_is_judged_by_the_service(tools: Tools) -> None:
    """The conforming one conforms; one with a fault names it; what is no Turtle is told where."""
    dossiers = ROOT / "data" / "dossiers"
    assert "non conforme" in tools.validate_dossier((dossiers / "fails-criterion-2.ttl").read_text(), gate="label")
    with pytest.raises(Declined, match="1:15"):
        tools.validate_dossier("<urn:a> <urn:b")


def test_a_requirement_is_explained_by_the_charter(tools: Tools) -> None:
    """Its sentence as the charter has it; without an identifier all are listed."""
    found = tools.explain_requirement(" qn-c5-01 ")
    assert "fab" in found["quote"].lower()
    assert len(tools.explain_requirement()["requirements"]) == 68
    with pytest.raises(NotFound):
        tools.explain_requirement("QN-C9-01")


def test_the_protocol_offers_each_tool_as_one_that_only_reads(service: Service) -> None:
    """With its description and its parameters; a refusal is an answer that says so."""
    mcp = pytest.importorskip("mcp")

    async def asked() -> None:
        async with mcp.Client(made(service)) as client:
            listed = (await client.list_tools()).tools
            assert {tool.name for tool in listed} == OFFERED
            assert all(tool.description and tool.annotations.read_only_hint for tool in listed)
            told = await client.call_tool("run_query", {"sparql": "SELECT * {"})
            assert told.is_error
            assert "1:11" in told.content[0].text
            found = await client.call_tool("explain_requirement", {"id": "QN-C2-01"})
            assert "QN-C2-01" in found.content[0].text

    anyio.run(asked)


def test_the_command_speaks_the_protocol_on_standard_output(service: Service) -> None:
    """And nothing else: an assistant starts it and calls a tool of a service that runs already."""
    mcp = pytest.importorskip("mcp")
    stdio = pytest.importorskip("mcp.client.stdio")
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "quartierkg", "mcp", "--url", service.base], cwd=ROOT
    )

    async def asked() -> None:
        async with stdio.stdio_client(command) as (read, write), mcp.ClientSession(read, write) as session:
            await session.initialize()
            found = await session.call_tool("run_query", {"sparql": "ASK {}"})
            assert "true" in found.content[0].text

    anyio.run(asked)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "127.0.0.1:8000", "http://", "http://x/?a=b", ""])
def test_only_a_service_can_be_joined(address: str) -> None:
    """An address of another kind is refused before anything is read."""
    with pytest.raises(UsageFault):
        joined(address, "fr")


def test_a_service_that_does_not_answer_is_told() -> None:
    """With the reason."""
    with pytest.raises(Declined, match="does not answer"):
        joined("http://127.0.0.1:1", "fr").get("/queries")


def test_what_is_no_service_of_ours_is_told(service: Service) -> None:
    """A page is no answer: the address is of something else, or has a path too many."""
    with pytest.raises(Declined, match="no quartierkg"):
        Service(service.base, "fr").get("/static/site.css")


def test_a_store_that_is_none_starts_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The command that would serve it has said why."""
    file = tmp_path_factory.mktemp("x") / "file"
    file.write_text("")
    with pytest.raises(UsageFault), started(("--store", str(file)), "fr"):
        pass


def test_without_the_extra_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install."""
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(NotInstalled) as caught:
        made(Service("http://127.0.0.1:1", "fr"))
    assert caught.value.remedy is not None
    assert "quartierkg[mcp]" in caught.value.remedy.en
