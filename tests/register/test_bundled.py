"""The bundled register: what the engine says of the bundled network, and nothing else."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from quartierkg.charter.check import Question, check
from quartierkg.charter.context import Context
from quartierkg.cli.filing import DAY
from quartierkg.intake import dossier
from quartierkg.snapshot.bundle import bundled
from quartierkg.snapshot.graphs import REGISTER
from quartierkg.terms import ID, term
from tests.register.bundled import FILE, NETWORK, around, sources, written


@cache
def stated() -> tuple[Triple, ...]:
    """The statements of the file."""
    return tuple(quad.triple for quad in parse(FILE.read_bytes(), format=RdfFormat.TURTLE))


def outcomes(version: str) -> dict[str, NamedNode]:
    """How each Quartier comes out by a version of the charter."""
    end = f"/verdict-{version}"
    return {
        t.subject.value.removeprefix(ID).removesuffix(end): t.object
        for t in stated()
        if t.predicate == term("qn:outcome") and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
        if t.subject.value.endswith(end)
    }


def test_the_file_is_what_the_engine_says() -> None:
    """Whoever changes the network, the charter or the engine runs ``python -m tests.register.bundled`` again."""
    assert FILE.read_text(encoding="utf-8") == written()


def test_every_quartier_has_its_verdict() -> None:
    """One by the charter that it answers; those labelled another by the next version. One is met, one waits."""
    names = {path.stem for path in NETWORK.glob("*.ttl")} - {"commons", "shared-actors"}
    assert outcomes("1").keys() == names
    assert outcomes("1")["port-lumiere"] == term("qn:Met")
    assert outcomes("1")["belle-ecluse"] == term("qn:Awaiting")
    labelled = {"val-claire", "belle-ecluse", "mont-aube", "quatre-vents", "rive-grise", "fort-sable"}
    assert outcomes("2-illustrative").keys() == labelled


def test_nothing_of_a_dossier_is_set_aside() -> None:
    """A dossier is what the network states of its Quartier, save what only the context may say."""
    found = around()
    for one in sources():
        read = dossier.read(one)
        opinions = found.opinions(read.iri)
        known = [triple for statements in found.quartiers.values() for triple in statements]
        verdict = check(read, Context((*known, *opinions), (), DAY), Question(version="1"))
        assert not [finding for finding in verdict.findings if finding.shape is None], one.name


def test_everything_of_the_register_is_invented_and_says_so() -> None:
    """Verdicts, their parts, and the opinions of the committee."""
    flag = term("qn:illustrative")
    files = [record for record in bundled() if record.graph == REGISTER.value]
    assert {record.name for record in files} == {
        "data/network/register/committee.ttl",
        "data/network/register/verdicts.ttl",
    }
    for record in files:
        triples = [quad.triple for quad in parse(record.data, format=RdfFormat.TURTLE)]
        assert {t.subject for t in triples} == {t.subject for t in triples if t.predicate == flag}, record.name
