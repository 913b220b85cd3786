"""A dataset in Jelly, the binary form of RDF (https://w3id.org/jelly), by the library of its authors.

It is an extra: ``pip install 'quartierkg[jelly]'``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from quartierkg.errors import NotInstalled
from quartierkg.language import Text

_FRAME: Final = 4096
"""So many rows are written at a time."""


def is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("pyjelly") is not None


def encoded(quads: Iterable[Quad]) -> Iterator[bytes]:
    """A stream of quads, frame by frame, each after its length (Jelly 1.1, “Delimited variant”).

    Jelly keeps the language of a text and not its direction.

    :raises NotInstalled: when the extra is not there.
    """
    try:
        from pyjelly import jelly
        from pyjelly.integrations.generic import generic_sink as generic
        from pyjelly.integrations.generic.serialize import GenericSinkTermEncoder, quads_stream_frames
        from pyjelly.serialize.ioutils import write_delimited
        from pyjelly.serialize.streams import QuadStream, SerializerOptions
    except ImportError as error:
        raise NotInstalled(
            Text("Jelly demande un complément qui n’est pas installé.", "Jelly needs an extra that is not installed."),
            remedy=Text(
                "Installez-le : pip install 'quartierkg[jelly]'.", "Install it: pip install 'quartierkg[jelly]'."
            ),
        ) from error

    def made(term: object) -> object:
        if isinstance(term, NamedNode):
            return generic.IRI(term.value)
        if isinstance(term, BlankNode):
            return generic.BlankNode(term.value)
        if isinstance(term, DefaultGraph):
            return generic.DefaultGraph
        if isinstance(term, Triple):
            return generic.Triple(*map(made, (term.subject, term.predicate, term.object)))
        assert isinstance(term, Literal)
        return generic.Literal(term.value, term.language, None if term.language else term.datatype.value)

    options = SerializerOptions(frame_size=_FRAME, logical_type=jelly.LOGICAL_STREAM_TYPE_FLAT_QUADS)
    stream = QuadStream(encoder=GenericSinkTermEncoder(lookup_preset=options.lookup_preset), options=options)
    statements = (
        generic.Quad(*map(made, (quad.subject, quad.predicate, quad.object, quad.graph_name))) for quad in quads
    )
    for frame in quads_stream_frames(stream, statements):
        piece = io.BytesIO()
        write_delimited(frame, piece)
        yield piece.getvalue()
