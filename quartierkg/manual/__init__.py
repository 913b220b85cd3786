"""The manual of the command line: what each command takes, in both languages, and the forms in which it is read.

The commands themselves say it (``quartierkg.cli``); ``commands.json`` keeps it for the pages of the service, which know
no command line.
"""

from quartierkg.manual.kept import bundled
from quartierkg.manual.page import Entry, Manual, Page

__all__ = ["Entry", "Manual", "Page", "bundled"]
