"""The fictional network."""
