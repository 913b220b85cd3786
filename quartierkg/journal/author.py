"""Who writes from the command line."""

from __future__ import annotations

import getpass
import os


def account() -> str:
    """The account's name, or its number where the system has no name for it (as in a container)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # OSError from Python 3.13 on, ImportError on Windows
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown"
