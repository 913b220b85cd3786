"""A dossier filled in step by step: what a page asks of it, and what the answers make of it.

The state of the work is the dossier itself. Everything here is a function of that state and of some answers.
"""
