"""The tools by the Model Context Protocol (2025-06-18), over standard input and output."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, Final, TypeVar

from quartierkg import __version__
from quartierkg.assistant.service import Service
from quartierkg.assistant.tools import Tools
from quartierkg.errors import NotInstalled, QuartierError
from quartierkg.language import Language, Text

_F = TypeVar("_F", bound=Callable[..., Any])

_INSTRUCTIONS: Final = (
    "The knowledge graph of the French label “Quartier Numérique”: its charter of eight criteria, the labelled "
    "network, and the check of dossiers against the charter. Things marked illustrative (qn:illustrative true) are "
    "invented and must be told as such; real territories carry a real label of another programme and are never said "
    "to meet or miss this charter. Whether a dossier conforms is decided by validate_dossier alone. Look for a stored "
    "question (find_questions, ask_question) before writing SPARQL (describe_schema, run_query)."
)
_TOOLS: Final = (
    Tools.describe_schema,
    Tools.find_questions,
    Tools.ask_question,
    Tools.search,
    Tools.describe_thing,
    Tools.run_query,
    Tools.validate_dossier,
    Tools.explain_requirement,
)


def run(service: Service) -> None:
    """Serve an assistant until it closes the connection.

    :raises NotInstalled: when the extra is not there.
    """
    made(service).run("stdio")


def made(service: Service) -> Any:
    """The server with its tools, not yet connected.

    :raises NotInstalled: when the extra is not there.
    """
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise NotInstalled(
            Text("quartierkg mcp demande un complément.", "quartierkg mcp needs an extra."),
            remedy=Text("pip install 'quartierkg[mcp]'", "pip install 'quartierkg[mcp]'"),
        ) from error
    server: Any = MCPServer(
        "quartierkg", title="Quartiers Numériques", instructions=_INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    tools = Tools(service)
    for tool in _TOOLS:
        server.add_tool(
            _spoken(getattr(tools, tool.__name__), ToolError, service.language),
            description=inspect.getdoc(tool),
            annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
        )
    return server


def _spoken(tool: _F, error: type[Exception], language: Language) -> _F:
    """A tool whose refusals are told to the assistant as we word them, with the way out."""

    @functools.wraps(tool)
    def told(*given: Any, **named: Any) -> Any:
        try:
            return tool(*given, **named)
        except QuartierError as fault:
            raise error(fault.line(language)) from None

    return told  # type: ignore[return-value]
