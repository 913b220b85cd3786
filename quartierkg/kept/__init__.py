"""Results of checks that somebody asked to keep for a while, each at an address that nobody can guess.

They are no truth: the journal knows nothing of them, no backup holds them, and without their file all else stays.
"""

from quartierkg.kept.result import Kept, Piece
from quartierkg.kept.shelf import Shelf

__all__ = ["Kept", "Piece", "Shelf"]
