"""The second tier."""
