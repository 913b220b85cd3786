"""A dossier filled in step by step."""
