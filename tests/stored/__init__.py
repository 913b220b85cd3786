"""Stored queries: their files, their values, their rows."""
