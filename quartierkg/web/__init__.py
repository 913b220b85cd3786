"""The service: HTTP on top of everything else. Nothing imports this package but the command line."""
