"""``/form``: a dossier filled in with a browser, step by step."""
