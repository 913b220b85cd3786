"""Shapes with one fault each, beside the same shape without it.

« → » stands before the token at which the fault must be found; it is taken out before the shape is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quartierkg.errors import Place
from quartierkg.terms import PREFIXES

PREAMBLE: Final = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
MARK: Final = "→"
MESSAGES: Final = 'sh:message "fr"@fr , "en"@en'
PROBE: Final = (
    "→qns:Probe a sh:PropertyShape ; sh:targetObjectsOf qn:concerns ; sh:path qn:offer ; qn:judges qc:QN-C2-01 ;"
    f" sh:severity sh:Violation ; {MESSAGES} ; qn:yields earl:failed ;\n"
)
HELD: Final = PROBE.replace(MARK, "")
"""The same, for faults that are found further down."""
NODE: Final = HELD.replace("a sh:PropertyShape", "a sh:NodeShape").replace("sh:path qn:offer ;", "")


def query(select: str) -> str:
    """A rule with a SPARQL constraint."""
    return NODE + f'sh:sparql [ {MESSAGES} ; sh:prefixes qns:Prefixes ;\n sh:select →"""{select}""" ] .'


@dataclass(frozen=True, slots=True)
class Broken:
    """One fault, and the shape without it."""

    turtle: str
    words: str
    """What the English text says."""
    sound: str

    @property
    def text(self) -> str:
        """The file."""
        return PREAMBLE + self.turtle.replace(MARK, "")

    @property
    def place(self) -> Place:
        """Where the fault is."""
        before = (PREAMBLE + self.turtle).partition(MARK)[0]
        return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


TERMS: Final = {
    "a misspelt term": Broken(
        HELD + "→sh:mincount 1 .", "unknown or unsupported term sh:mincount", HELD + "sh:minCount 1 ."
    ),
    "a misspelt term in a shape without a name": Broken(
        NODE + "sh:property [ sh:path qn:offer ;\n →sh:maxcount 1 ] .",
        "Probe, shape without a name: unknown or unsupported term sh:maxcount",
        NODE + "sh:property [ sh:path qn:offer ; sh:maxCount 1 ] .",
    ),
    "a misspelt term in a list": Broken(
        NODE + "sh:or (\n [ sh:path qn:offer ; →sh:minCuont 1 ] qns:Text ) .",
        "Probe, shape without a name: unknown",
        NODE + "sh:or ( [ sh:path qn:offer ; sh:minCount 1 ] qns:Text ) .",
    ),
    "a misspelt annotation": Broken(
        HELD + "→qn:jugdes qc:QN-C2-01 .", "unknown or unsupported annotation qn:jugdes", HELD + "sh:minCount 1 ."
    ),
    "a misspelt constant of SHACL": Broken(
        HELD + "sh:nodeKind →sh:Iri .", "term sh:Iri unknown or out of place", HELD + "sh:nodeKind sh:IRI ."
    ),
    "a misspelt severity": Broken(
        HELD.replace("sh:Violation", "→sh:Voilation") + "sh:minCount 1 .", "term sh:Voilation", HELD + "sh:minCount 1 ."
    ),
    "a misspelt kind of shape": Broken(
        HELD + "sh:node qns:Other .\nqns:Other a →sh:NodeShap ; sh:nodeKind sh:IRI .",
        "term sh:NodeShap",
        HELD + "sh:node qns:Other .\nqns:Other a sh:NodeShape ; sh:nodeKind sh:IRI .",
    ),
    "a class that is not defined": Broken(
        HELD + "sh:class →qn:Quartiers .", "undefined term qn:Quartiers", HELD + "sh:class qn:Quartier ."
    ),
    "a property of another vocabulary that does not exist": Broken(
        HELD + "sh:lessThan →org:roel .", "undefined term org:roel", HELD + "sh:lessThan org:role ."
    ),
    "a concept in a list": Broken(
        HELD + "sh:in ( qn:Planned →qn:InProgres ) .",
        "undefined term qn:InProgres",
        HELD + "sh:in ( qn:Planned qn:InProgress ) .",
    ),
    "a requirement in a value": Broken(
        HELD + "sh:hasValue →qc:QN-C2-99 .", "undefined term qc:QN-C2-99", HELD + "sh:hasValue qc:QN-C2-01 ."
    ),
    "a shape that is not there": Broken(
        HELD + "sh:node →qns:Nowhere .", "there is no shape qns:Nowhere", HELD + "sh:node qns:Text ."
    ),
    "a shape that nothing uses": Broken(
        HELD + "sh:minCount 1 .\n→qns:Forlorn a sh:NodeShape ; sh:nodeKind sh:IRI .",
        "a shape without a target that nothing refers to",
        HELD + "sh:node qns:Forlorn .\nqns:Forlorn a sh:NodeShape ; sh:nodeKind sh:IRI .",
    ),
}
VALUES: Final = {
    "a word for a count": Broken(
        HELD + 'sh:minCount →"abc" .', "improper value for sh:minCount", HELD + "sh:minCount 1 ."
    ),
    "a text for a count": Broken(
        HELD + 'sh:minCount →"1" .', "improper value for sh:minCount", HELD + "sh:minCount 1 ."
    ),
    "a negative count": Broken(HELD + "sh:minCount →-1 .", "improper value for sh:minCount", HELD + "sh:minCount 0 ."),
    "a fraction for a count": Broken(
        HELD + "sh:minLength →1.5 .", "improper value for sh:minLength", HELD + "sh:minLength 1 ."
    ),
    "a word for a bound": Broken(
        HELD + 'sh:minInclusive →"beaucoup" .', "improper value for sh:minInclusive", HELD + "sh:minInclusive 50.5 ."
    ),
    "a text for a bound": Broken(
        HELD + 'sh:maxExclusive →"50" .',
        "improper value for sh:maxExclusive",
        HELD + 'sh:maxExclusive "2026-01-01"^^xsd:date .',
    ),
    "a word for a boolean": Broken(
        HELD + 'sh:deactivated →"yes" .', "improper value for sh:deactivated", HELD + "sh:deactivated false ."
    ),
    "a literal for a shape": Broken(
        HELD + 'sh:node →"Text" .', "improper value for sh:node", HELD + "sh:node qns:Text ."
    ),
    "a class for a shape": Broken(
        HELD + "sh:not →qn:Dossier .", "improper value for sh:not", HELD + "sh:not qns:Text ."
    ),
    "a shape for a list": Broken(HELD + "sh:or →qns:Text .", "improper value for sh:or", HELD + "sh:or ( qns:Text ) ."),
    "an empty list of shapes": Broken(HELD + "sh:and →() .", "improper value for sh:and", HELD + "sh:in () ."),
    "a word for a list": Broken(HELD + 'sh:in →"a" .', "improper value for sh:in", HELD + 'sh:in ( "a" ) .'),
    "a name for an IRI": Broken(
        HELD + 'sh:datatype →"date" .', "improper value for sh:datatype", HELD + "sh:datatype xsd:date ."
    ),
    "a message in a third language": Broken(
        HELD.replace('"en"@en', '"en"@en , →"de"@de') + "sh:minCount 1 .",
        "improper value for sh:message",
        HELD + "sh:minCount 1 .",
    ),
    "two counts": Broken(
        HELD + "→sh:minCount 1 , 2 .", "sh:minCount stated twice", HELD + "sh:minCount 1 ; sh:maxCount 2 ."
    ),
    "two severities": Broken(
        HELD.replace("sh:severity", "→sh:severity").replace("sh:Violation", "sh:Violation , sh:Info")
        + "sh:minCount 1 .",
        "sh:severity stated twice",
        HELD + "sh:minCount 1 .",
    ),
}
PATHS: Final = {
    "a property shape without a path": Broken(
        PROBE.replace("sh:path qn:offer ;", "") + "sh:nodeKind sh:IRI .",
        "sh:path is missing",
        HELD + "sh:nodeKind sh:IRI .",
    ),
    "a count without a path": Broken(NODE + "→sh:minCount 1 .", "sh:path is missing", HELD + "sh:minCount 1 ."),
    "a property without a path": Broken(
        NODE + "sh:property →[ sh:nodeKind sh:IRI ] .",
        "a property shape (sh:property) without sh:path",
        NODE + "sh:property [ sh:path qn:offer ; sh:nodeKind sh:IRI ] .",
    ),
    "two paths": Broken(HELD + "sh:minCount 1 ; →sh:path qn:lot .", "sh:path stated twice", HELD + "sh:minCount 1 ."),
    "a path of one step in brackets": Broken(
        NODE + "sh:property [ →sh:path ( qn:offer ) ; sh:minCount 1 ] .",
        "malformed path",
        NODE + "sh:property [ sh:path ( qn:offer qn:lot ) ; sh:minCount 1 ] .",
    ),
    "a path of two forms": Broken(
        NODE + "sh:property [ →sh:path [ sh:inversePath qn:offer ; sh:zeroOrMorePath qn:lot ] ; sh:minCount 1 ] .",
        "malformed path",
        NODE + "sh:property [ sh:path [ sh:inversePath [ sh:zeroOrMorePath qn:lot ] ] ; sh:minCount 1 ] .",
    ),
    "an alternative without alternatives": Broken(
        NODE + "sh:property [ →sh:path [ sh:alternativePath ( qn:offer ) ] ; sh:minCount 1 ] .",
        "malformed path",
        NODE + "sh:property [ sh:path [ sh:alternativePath ( qn:offer qn:lot ) ] ; sh:minCount 1 ] .",
    ),
    "a qualified count without a shape": Broken(
        HELD + "→sh:qualifiedMinCount 1 .",
        "incomplete qualified constraint",
        HELD + "sh:qualifiedMinCount 1 ; sh:qualifiedValueShape qns:Text .",
    ),
    "a qualified shape without a count": Broken(
        HELD + "→sh:qualifiedValueShape qns:Text .",
        "incomplete qualified constraint",
        HELD + "sh:qualifiedMaxCount 1 ; sh:qualifiedValueShape qns:Text .",
    ),
}
SOUND: Final = HELD + "sh:minCount 1 ."
REQUIREMENTS: Final = {
    "no English message": Broken(
        HELD.replace(' , "en"@en', "").replace("sh:message", "→sh:message") + "sh:minCount 1 .",
        "message missing in French or English",
        SOUND,
    ),
    "no French message": Broken(
        HELD.replace('"fr"@fr , ', "").replace("sh:message", "→sh:message") + "sh:minCount 1 .",
        "message missing in French or English",
        SOUND,
    ),
    "no message at all": Broken(
        PROBE.replace(MESSAGES + " ;", "") + "sh:minCount 1 .", "message missing in French or English", SOUND
    ),
    "no severity": Broken(
        PROBE.replace("sh:severity sh:Violation ;", "") + "sh:minCount 1 .", "severity missing", SOUND
    ),
    "no requirement": Broken(
        PROBE.replace("qn:judges qc:QN-C2-01 ;", "") + "sh:minCount 1 .",
        "no link to a requirement",
        HELD.replace("qns:Probe", "qns:Form-probe").replace("qn:judges qc:QN-C2-01 ;", "") + "sh:minCount 1 .",
    ),
    "an unknown requirement": Broken(
        HELD.replace("qc:QN-C2-01", "→qc:QN-C2-99") + "sh:minCount 1 .", "unknown requirement qc:QN-C2-99", SOUND
    ),
    "a requirement twice": Broken(
        HELD.replace("qn:judges qc:QN-C2-01", "→qn:judges qc:QN-C2-01 , qc:QN-C2-02") + "sh:minCount 1 .",
        "qn:judges stated twice",
        SOUND,
    ),
    "an outcome outside the four": Broken(
        HELD.replace("earl:failed", "→earl:passed") + "sh:minCount 1 .", "unknown outcome earl:passed", SOUND
    ),
    "a misspelt outcome": Broken(
        HELD.replace("earl:failed", "→earl:fialed") + "sh:minCount 1 .", "unknown outcome earl:fialed", SOUND
    ),
    "an unknown threshold": Broken(
        HELD + "sh:minCount 1 ; qn:threshold →qns:Text .",
        "unknown threshold qns:Text",
        HELD + "sh:minCount 1 ; qn:threshold qns:Probe .",
    ),
    "a class that no dossier can have": Broken(
        NODE.replace("sh:targetObjectsOf qn:concerns", "sh:targetClass →qn:Dosier") + "sh:class qn:Quartier .",
        "can never fire: its target qn:Dosier is not defined",
        NODE.replace("sh:targetObjectsOf qn:concerns", "sh:targetClass qn:Dossier") + "sh:class qn:Quartier .",
    ),
    "a property that no dossier can have": Broken(
        NODE.replace("qn:concerns", "→qn:concern") + "sh:class qn:Quartier .",
        "can never fire: its target qn:concern is not defined",
        NODE + "sh:class qn:Quartier .",
    ),
}
CIRCLES: Final = {
    "a shape that refers to itself": Broken(
        HELD + "sh:node →qns:Probe .", "recursive shape", HELD + "sh:node qns:Text ."
    ),
    "through a shape without a name": Broken(
        HELD + "sh:not [ sh:node →qns:Probe ] .", "recursive shape", HELD + "sh:not [ sh:node qns:Text ] ."
    ),
    "through another shape": Broken(
        HELD + "sh:node qns:Other .\nqns:Other a sh:NodeShape ;\n sh:not →qns:Probe .",
        "Other: recursive shape",
        HELD + "sh:node qns:Other .\nqns:Other a sh:NodeShape ; sh:not qns:Text .",
    ),
    "through a list": Broken(
        HELD + "sh:or →( qns:Text [ sh:and ( qns:Probe ) ] ) .".replace("→", "").replace("sh:and (", "sh:and →("),
        "recursive shape",
        HELD + "sh:or ( qns:Text [ sh:and ( qns:Date ) ] ) .",
    ),
}
_THIS: Final = query("SELECT $this WHERE { $this qn:offer ?offer }").replace(MARK, "")
QUERIES: Final = {
    "a query that says nothing of $this": Broken(query("SELECT ?x WHERE { ?x ?y ?z }"), "a query without $this", _THIS),
    "a query that does not return $this": Broken(
        query("SELECT ?o WHERE { $this qn:offer ?o }"),
        "a query without $this",
        query("SELECT $this ?o WHERE { $this qn:offer ?o }").replace(MARK, ""),
    ),
    "a query with $this in a comment only": Broken(
        query("SELECT $this WHERE { ?x qn:offer ?y # $this\n }"), "a query without $this", _THIS
    ),
    "no SPARQL": Broken(query("SELECT $this WHERE { $this qn:offer }"), "not a SPARQL query", _THIS),
    "a prefix that is not declared": Broken(
        query("SELECT $this WHERE { $this skos:note ?n }"), "not a SPARQL query", _THIS
    ),
    "an undefined term": Broken(
        query("SELECT $this WHERE { $this qn:offfer ?o }"), "a query with an undefined term qn:offfer", _THIS
    ),
    "MINUS": Broken(
        query("SELECT $this WHERE { $this ?p ?o MINUS { $this qn:offer ?o } }"),
        "a query with MINUS",
        query('SELECT $this WHERE { $this ?p ?o FILTER(STR(?o) != "MINUS") }').replace(MARK, ""),
    ),
    "SERVICE": Broken(
        query("SELECT $this WHERE { SERVICE <http://example.org/> { $this ?p ?o } }"), "a query with SERVICE", _THIS
    ),
    "VALUES": Broken(
        query("SELECT $this WHERE { $this qn:offer ?o VALUES ?o { qn:Planned } }"), "a query with VALUES", _THIS
    ),
    "AS $this": Broken(
        query("SELECT $this WHERE { ?x qn:offer ?o . BIND(?x AS $this) }"),
        "a query that redefines $this",
        query("SELECT $this WHERE { BIND(STR($this) AS ?name) FILTER(?name != '') }").replace(MARK, ""),
    ),
    "a subquery that does not return $this": Broken(
        query("SELECT $this WHERE { $this ?x ?any . { SELECT ?other ?b WHERE { ?other ?b ?c } } }"),
        "a subquery that does not return $this",
        query("SELECT $this WHERE { $this ?x ?any . { SELECT $this WHERE { $this ?b ?c } } }").replace(MARK, ""),
    ),
    "$this in a group that does not bind it": Broken(
        query("SELECT $this WHERE { { FILTER(bound($this)) } $this qn:offer ?o }"),
        "$this in a group without a triple pattern of it",
        query("SELECT $this WHERE { { $this qn:lot ?l FILTER(bound($this)) } $this qn:offer ?o }").replace(MARK, ""),
    ),
    "$shapesGraph": Broken(
        query("SELECT $this WHERE { $this qn:offer ?o GRAPH $shapesGraph { ?s ?p ?o } }"),
        "a query with $shapesGraph",
        _THIS,
    ),
    "NOT EXISTS from a role": Broken(
        query("SELECT $this WHERE { $this qn:offer ?o FILTER NOT EXISTS { ?p org:role qn:TechChampion } }"),
        "NOT EXISTS that starts from a role",
        query(
            "SELECT $this WHERE { $this qn:offer ?o FILTER NOT EXISTS { $this qn:participation ?p . ?p org:role qn:TechChampion } }"
        ).replace(MARK, ""),
    ),
    "a query of what was found that finds nothing": Broken(
        HELD
        + 'sh:minCount 1 ; qn:foundBy →"SELECT ?node WHERE { $this <https://w3id.org/quartierkg/ontology#offer> ?node }" .',
        "does not return $this ?node ?path ?value",
        HELD
        + 'sh:minCount 1 ; qn:foundBy "SELECT $this ?node ?path ?value WHERE { BIND($this AS ?node) ?node ?path ?value }" .',
    ),
}
SYNTAX: Final = {
    "what only SHACL's own shapes find": Broken(
        NODE + "sh:nodeKind sh:IRI ; sh:property qns:Other .\n→qns:Other a sh:NodeShape ; sh:nodeKind sh:IRI .",
        "against the syntax of SHACL",
        NODE
        + "sh:nodeKind sh:IRI ; sh:property qns:Other .\nqns:Other a sh:PropertyShape ; sh:path qn:offer ; sh:nodeKind sh:IRI .",
    ),
    "a pattern that can explode": Broken(
        HELD + 'sh:pattern →"(a+)+$" .', "dangerous or wrong pattern", HELD + 'sh:pattern "^a+$" .'
    ),
    "a pattern that is none": Broken(
        HELD + 'sh:pattern →"(" .', "dangerous or wrong pattern", HELD + 'sh:pattern "[(]" .'
    ),
    "an overlay of what is not there": Broken(
        "→qns:C7-01-falied sh:severity sh:Warning .", "not in the base", "qns:C7-01-failed sh:severity sh:Warning ."
    ),
}
ALL: Final = {**TERMS, **VALUES, **PATHS, **REQUIREMENTS, **CIRCLES, **QUERIES, **SYNTAX}

# A shape for each construct on which an engine fails a test of the W3C suite (tests/expected/shacl-suite.csv).
CONSTRUCTS: Final = {
    "sh:uniqueLang": Broken(HELD + "→sh:uniqueLang true .", "sh:uniqueLang", SOUND),
    "owl:imports": Broken(
        PROBE.replace(MARK, "") + "sh:minCount 1 .\n<https://w3id.org/quartierkg/shapes/1> →owl:imports <urn:x> .",
        "owl:imports",
        SOUND,
    ),
    "$shapesGraph": QUERIES["$shapesGraph"],
    "subquery without $this": QUERIES["a subquery that does not return $this"],
    "nested group without a triple pattern of $this": QUERIES["$this in a group that does not bind it"],
}
