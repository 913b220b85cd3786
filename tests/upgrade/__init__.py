"""Stores of earlier layouts, opened by this release."""
