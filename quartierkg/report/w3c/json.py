"""Reports as JSON, with every message in every language that it has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from quartierkg.language import Language
from quartierkg.report.w3c.result import Node, Report, Result

Object = dict[str, Any]


def write(reports: Sequence[Report], name: str, _: Language) -> str:
    """The JSON of the reports of a file; the reader's language changes nothing."""
    value = {
        "file": name,
        "conforms": all(report.conforms for report in reports),
        "reports": [
            {"conforms": report.conforms, "results": [_result(result) for result in report.results]}
            for report in reports
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _result(result: Result) -> Object:
    return {
        "severity": result.severity,
        "focusNode": _node(result.focus),
        "path": result.path,
        "value": _node(result.value),
        "messages": [{"text": text, "language": tag or None} for tag, text in result.messages.entries],
        "sourceShape": _node(result.shape),
        "sourceConstraintComponent": _node(result.component),
        "details": [_result(detail) for detail in result.details],
    }


def _node(node: Node | None) -> Object | None:
    """A node as SPARQL's JSON results write terms (3.2.2); a blank node has a description and no id."""
    if node is None:
        return None
    if node.iri is not None:
        return {"type": "uri", "value": node.iri}
    if node.literal is None:
        return {"type": "bnode", "label": {"fr": node.shown.in_("fr"), "en": node.shown.in_("en")}}
    found: Object = {"type": "literal", "value": node.literal}
    return found | ({"xml:lang": node.language} if node.language else {"datatype": node.datatype})
