"""The awarded label as a credential that anybody verifies: written, signed, suspended, withdrawn and read again.

Pure functions: whoever awards gives them what is certified, the key and the moment. Nothing here reaches a network.
"""
