"""The documents of a journal by their digest: dossiers, contexts, evidence."""

from __future__ import annotations

from dataclasses import dataclass

from quartierkg.errors import Gone
from quartierkg.intake.source import Source
from quartierkg.journal import Kept
from quartierkg.language import Text
from quartierkg.register.case import Filed


@dataclass(frozen=True, slots=True)
class Documents:
    """What was handed in, and what the register made beside it."""

    journal: Kept

    def data(self, digest: str) -> bytes:
        """The bytes of a digest; none where nobody handed them in, or they were erased."""
        for entry in reversed(self.journal.entries):
            if entry.fields.sha256 == digest and entry.fields.kind == "document":
                return self.journal.data(entry)
        return b""

    def source(self, filed: Filed) -> Source:
        """A dossier as it was filed.

        :raises Gone: when its bytes were erased.
        """
        data = self.data(filed.sha256)
        if not data:
            raise Gone(Text("Les octets de ce dossier ont été effacés.", "The bytes of this dossier were erased."))
        return Source(filed.name, data, filed.media_type)
