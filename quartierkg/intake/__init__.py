"""Bytes in, a checked graph out: limits, safe parsing, screening, measurement."""
