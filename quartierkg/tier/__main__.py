"""``python -m quartierkg.tier REVISION FOLDER DAY``: the second tier of a revision, by a process that gives way."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

from quartierkg import search
from quartierkg.snapshot import Snapshot
from quartierkg.tier import SEARCH, TABLES, tables

if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(15)
    snapshot, folder, day = Snapshot.open(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3]
    today = datetime.date.fromisoformat(day)
    for name, build in ((SEARCH, search.build), (TABLES, tables.build)):
        if not (folder / name).is_file():
            build(snapshot, folder / name, today)
