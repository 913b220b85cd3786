"""The truth: an append-only record of original bytes, with digest, author, reason and a chain of hashes."""

from quartierkg.journal.entry import FILES, Entry, Kind, Record
from quartierkg.journal.journal import Journal
from quartierkg.journal.ledger import Kept, Ledger
from quartierkg.journal.verification import Verified

__all__ = ["FILES", "Entry", "Journal", "Kept", "Kind", "Ledger", "Record", "Verified"]
