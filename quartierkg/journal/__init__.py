"""The truth: an append-only record of original bytes, with digest, author, reason and a chain of hashes."""

from quartierkg.journal.entry import Entry, Kind, Record
from quartierkg.journal.journal import Journal
from quartierkg.journal.ledger import Kept, Ledger

__all__ = ["Entry", "Journal", "Kept", "Kind", "Ledger", "Record"]
