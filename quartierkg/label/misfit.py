"""What does not fit the form of our own documents."""

from __future__ import annotations


class Misfit(ValueError):
    """A document, or a part of it, is not as its issuer writes it; the verifier makes a result of it."""
