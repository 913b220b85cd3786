"""Where the documents of a thing lie: at its own name below ``id/``, as far as every file system can hold that."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Self

from quartierkg.media import ALL

THINGS: Final = "id"
_PAGES: Final = "~pages"
"""Below it lie the further pages of things; so is no thing called."""
_APART: Final = "~"
"""What the name of a file begins with that could not have its own; no other begins so."""
_SEGMENT: Final = re.compile(r'[^\x00-\x1f\x7f-\x9f<>:"/\\|?*]+')
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
"""Names that are no files on Windows, whatever extension follows."""
_ENDINGS: Final = tuple(f".{extension}" for media in ALL for extension in media.extensions)
# In bytes: a name may have 255 of them, an extension included; a path a thousand everywhere.
_LONGEST: Final = 200
_DEEPEST: Final = 800


@dataclass(frozen=True, slots=True)
class Places:
    """The things of a site, by their names (what follows ``id/`` in their address), and where each lies."""

    names: frozenset[str]
    apart: Mapping[str, str]
    """Where those lie whose own name is no file everywhere, or is one with that of another thing."""

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        """The places of some things; the same things have the same places."""
        known = frozenset(names)
        apart = {name: _digest(name) for name in known if not is_safe(name)}
        alike: dict[str, list[str]] = defaultdict(list)
        for name in known - apart.keys():
            alike[_folded(name)].append(name)
        for found in alike.values():
            apart.update({name: _digest(name) for name in sorted(found)[1:]})
        return cls(known, apart)

    def stem(self, name: str, page: int = 1) -> str:
        """The path of a thing's documents, or of a further page of them, without the extension."""
        own = self.apart.get(name, name)
        return f"{THINGS}/{own}" if page == 1 else f"{THINGS}/{_PAGES}/{own}/{page}"


def is_safe(name: str) -> bool:
    """Whether a name leads to a file below its folder, on every system, and to no folder that is a file as well."""
    segments = name.split("/")
    if len(name.encode("utf-8", "replace")) > _DEEPEST:
        return False
    return all(map(_is_segment, segments)) and not any(found.lower().endswith(_ENDINGS) for found in segments[:-1])


def _is_segment(segment: str) -> bool:
    if not _SEGMENT.fullmatch(segment) or len(segment.encode("utf-8", "replace")) > _LONGEST:
        return False
    if segment[0] in (".", _APART) or segment[-1] in ". ":
        return False
    return not _DEVICES.fullmatch(segment.partition(".")[0])


def _folded(name: str) -> str:
    """What a file system that keeps neither case nor the spelling of accents apart takes a name for."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())


def _digest(name: str) -> str:
    return _APART + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
