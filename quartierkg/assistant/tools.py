"""The tools: each asks the service, or the charter that comes with the product, and answers with plain values.

Their descriptions are in English, which assistants are instructed in; what they answer is in the language of the user.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, TypeVar
from urllib.parse import quote

from pyoxigraph import NamedNode

from quartierkg.assistant.service import Service
from quartierkg.charter import document
from quartierkg.charter.rules import rules
from quartierkg.errors import NotFound, UsageFault
from quartierkg.language import Text
from quartierkg.media import MARKDOWN, RESULTS_JSON, SPARQL, TURTLE
from quartierkg.report import catalogue
from quartierkg.search.words import GRAMMAR, composed, stems
from quartierkg.search.words import words as divided
from quartierkg.snapshot.graphs import ONTOLOGY
from quartierkg.stored import library
from quartierkg.terms import PREFIXES

Object = dict[str, Any]

MOST: Final = 200
"""So many rows or things at most are told at a time."""
_FEW: Final = 10
_NO_REQUIREMENT: Final = Text("La charte n’a pas d’exigence « {} ».", "The charter has no requirement {!r}.")
_LISTED: Final = Text(
    "Les exigences : outil explain_requirement sans identifiant.",
    "The requirements: the tool explain_requirement without an identifier.",
)
_NO_IRI: Final = Text("« {} » n’est pas une adresse (IRI).", "{!r} is no address (IRI).")
_CASE: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_T = TypeVar("_T")
_SCHEMA: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?kind (SAMPLE(?l) AS ?label) (SAMPLE(?d) AS ?definition)
  (GROUP_CONCAT(DISTINCT STR(?of); separator=" ") AS ?domains)
  (GROUP_CONCAT(DISTINCT STR(?to); separator=" ") AS ?ranges)
WHERE {
  GRAPH <%(graph)s> {
    ?term a ?kind ; rdfs:label ?l .
    FILTER (isIRI(?term) && LANG(?l) = "%(language)s")
    OPTIONAL { ?term rdfs:comment|skos:definition ?d FILTER (LANG(?d) = "%(language)s") }
    OPTIONAL { ?term rdfs:domain ?of FILTER isIRI(?of) }
    OPTIONAL { ?term rdfs:range ?to FILTER isIRI(?to) }
  }
}
GROUP BY ?term ?kind ORDER BY ?term ?kind
"""


@dataclass(frozen=True, slots=True)
class Tools:
    """What an assistant may ask. Nothing here writes, and nothing reads a file."""

    service: Service

    def describe_schema(self, words: str = "") -> Object:
        """Terms of the ontology (classes, properties, roles, states) with label, definition, domain and range.

        Give some words to have only the terms that they name. Write queries with the prefixes that come with them;
        facts of the network stand in the default graph of the endpoint.
        """
        text = _SCHEMA % {"graph": ONTOLOGY.value, "language": self.service.language}
        rows = self._rows(text)
        found = _best(words, rows, lambda row: (row["label"], row.get("definition", "") + " " + _apart(row["term"])))
        return {"prefixes": dict(PREFIXES), "total": len(found), "terms": found[:MOST]}

    def find_questions(self, words: str, limit: int = _FEW) -> Object:
        """Stored questions about the network that some words fit, each with its parameters.

        Prefer a stored question, answered by ask_question, to a query of your own: they are tested. Each also takes
        asOf (a day, YYYY-MM-DD), state (of the Quartiers: Labelled, candidate, all …) and illustrative (true or false).
        """
        items: list[Object] = self.service.get("/queries")["items"]
        found = _best(words, items, lambda one: (_said(one["title"]), _said(one["explanation"], *one["keywords"])))
        return {"total": len(found), "items": [self._question(item) for item in found[: _bounded(limit)]]}

    def ask_question(
        self, id: str, parameters: dict[str, str] | None = None, limit: int = 50, offset: int = 0
    ) -> Object:
        """The answer to a stored question, for example CQ01, with values for its parameters.

        A thing is named by its address, or by the name at its end; search finds it.
        """
        given = {name: value for name, value in (parameters or {}).items() if name not in {"limit", "offset", "format"}}
        said: Object = self.service.get(f"/queries/{_segment(id)}", **given, limit=_bounded(limit), offset=offset)
        return said

    def search(self, words: str, limit: int = _FEW) -> Object:
        """Quartiers, actors, roles, requirements and other things by words: accents and typing errors are forgiven."""
        found: Object = self.service.get("/search", q=words)
        return {name: found[name] for name in ("q", "total", "corrected")} | {
            "items": found["items"][: _bounded(limit)]
        }

    def describe_thing(self, iri: str) -> str:
        """All that the graph states of a thing, by its address, as Turtle."""
        query = f"DESCRIBE <{_iri(iri)}>"
        return self.service.post("/sparql", query, SPARQL.essence, TURTLE.essence)

    def run_query(self, sparql: str, limit: int = 50) -> Object:
        """The answer to a SPARQL query of your own (SELECT or ASK), its first rows.

        Only reading is possible; a query that would take too long, or reaches for another server, is refused with
        the reason. Use describe_schema first.
        """
        said = json.loads(self.service.post("/sparql", sparql, SPARQL.essence, RESULTS_JSON.essence))
        if "boolean" in said:
            return {"boolean": said["boolean"]}
        rows = [_plain(binding) for binding in said["results"]["bindings"]]
        most = _bounded(limit)
        return {"columns": said["head"]["vars"], "rows": rows[:most], "more": len(rows) > most}

    def validate_dossier(
        self,
        turtle: str,
        profile: Literal["charter", "strict"] = "charter",
        gate: Literal["application", "label"] = "label",
    ) -> str:
        """The verdict on a dossier given as Turtle: each criterion, each finding with its line and the way out.

        Conformance is decided by the shapes alone: report the verdict as it is.
        """
        return self.service.post("/validate", turtle, TURTLE.essence, MARKDOWN.essence, profile=profile, gate=gate)

    def explain_requirement(self, id: str = "") -> Object:
        """What a requirement asks for, for example QN-C2-01: the charter's sentence, what must be stated, its gate.

        Without an identifier it lists all of them. Findings of a verdict name theirs.
        """
        charter = document.charter(document.CURRENT)
        known = json.loads(catalogue.as_json(charter, rules(charter.version, "charter", "label")))["requirements"]
        if not id:
            items = [{"id": one["id"], "label": one["label"][self.service.language]} for one in known]
            return {"charter": charter.version, "requirements": items}
        for one in known:
            if one["id"] == id.strip().upper():
                return {"charter": charter.version} | {name: self._in_language(value) for name, value in one.items()}
        raise NotFound(_NO_REQUIREMENT.filled(id), remedy=_LISTED)

    def _question(self, item: Mapping[str, Any]) -> Object:
        return {
            "id": item["id"],
            "title": self._in_language(item["title"]),
            "explanation": self._in_language(item["explanation"]),
            "parameters": [
                {name: self._in_language(value) for name, value in one.items() if name != "label"}
                for one in item["parameters"]
                if one["name"] not in _everywhere()
            ],
        }

    def _in_language(self, value: Any) -> Any:
        return value[self.service.language] if isinstance(value, dict) and value.keys() == {"fr", "en"} else value

    def _rows(self, query: str) -> list[dict[str, str]]:
        said = json.loads(self.service.post("/sparql", query, SPARQL.essence, RESULTS_JSON.essence))
        return [_plain(binding) for binding in said["results"]["bindings"]]


@cache
def _everywhere() -> frozenset[str]:
    """The parameters of every question: the description of the tool names those that matter."""
    return frozenset(one.name for query in library().values() for one in query.parameters if one.common)


def _best(words: str, among: Iterable[_T], said: Callable[[_T], tuple[str, str]]) -> list[_T]:
    """What some words fit, best first: a word of the name counts for three of the rest; without words everything."""
    wanted = [frozenset(stems(one)) for one in _significant(words)]
    if not wanted:
        return list(among)
    fitting = []
    for one in among:
        name, rest = (_stems(text) for text in said(one))
        fit = sum(3 * bool(word & name) + bool(word & rest) for word in wanted)
        if fit:
            fitting.append((fit, one))
    return [one for _, one in sorted(fitting, key=lambda pair: -pair[0])]


def _significant(text: str) -> list[str]:
    return [word.written for word in divided(composed(text)) if word.folded not in GRAMMAR]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for written in _significant(text) for stem in stems(written))


def _said(*texts: Mapping[str, str]) -> str:
    """In both languages: the user may speak either."""
    return " ".join(said for text in texts for said in text.values())


def _apart(iri: str) -> str:
    """The words that the name of a term is made of."""
    return _CASE.sub(" ", iri.rpartition("#")[2].rpartition("/")[2])


def _plain(binding: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: term["value"] for name, term in binding.items()}


def _bounded(limit: int) -> int:
    return max(1, min(limit, MOST))


def _segment(text: str) -> str:
    """A part of a path that leads nowhere else."""
    return quote(text.strip(), safe="")


def _iri(text: str) -> str:
    """An IRI as a query may hold it.

    :raises UsageFault: when it is none.
    """
    try:
        return NamedNode(text.strip().strip("<>")).value
    except ValueError:
        raise UsageFault(_NO_IRI.filled(text)) from None
