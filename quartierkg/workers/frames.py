"""How a worker and the service talk: frames of a kind, a length and so many bytes, on two pipes."""

from __future__ import annotations

import json
import struct
from typing import Any, Final

READY: Final = b"r"
"""The worker is open for questions; JSON: which protections hold."""
ASKED: Final = b"q"
"""A question; JSON."""
TURN: Final = b"t"
"""The folder of another revision, which later questions are about; JSON."""
DATA: Final = b"d"
"""A piece of the answer."""
END: Final = b"e"
"""The answer is whole."""
FAULT: Final = b"f"
"""There is no answer, and why; JSON."""

SILENT: Final = b"s"
"""The other server that keeps the graphs gives no answer, and why; JSON."""

HEADER: Final = struct.Struct(">cI")


def frame(kind: bytes, body: bytes = b"") -> bytes:
    """A frame as it is written."""
    return HEADER.pack(kind, len(body)) + body


def json_frame(kind: bytes, value: Any) -> bytes:
    """A frame that holds a JSON value."""
    return frame(kind, json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def value(body: bytes) -> Any:
    """The JSON value of a frame."""
    return json.loads(body.decode("utf-8", "surrogatepass"))
