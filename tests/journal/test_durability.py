"""What the journal acknowledged survives the death of its process."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from quartierkg.journal import Journal

# Appends without end and says each number once it is acknowledged.
WRITER = """
import sys
from pathlib import Path
from quartierkg.journal import Journal, Record
journal = Journal(Path(sys.argv[1]))
while True:
    name = f"entry-{len(journal.entries)}"
    record = Record("load", name, "text/turtle", "urn:g", name.encode() * 500, "writer", "durability")
    (entry,) = journal.append([record])
    print(entry.number, flush=True)
"""


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    """After kill -9 in the middle of appends, in several rounds, every acknowledged entry is there, whole."""
    for _ in range(4):
        acknowledged = _write_and_kill(tmp_path, lines=15)
        with Journal(tmp_path) as journal:
            assert len(journal.entries) >= acknowledged
            assert journal.data(journal.entries[acknowledged - 1]).startswith(b"entry-")


def _write_and_kill(store: Path, lines: int) -> int:
    """Let a writer acknowledge some entries, kill it, and give the last number that it said."""
    command = [sys.executable, "-c", WRITER, str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        said += process.stdout.readlines()
    return int([line for line in said if line.endswith("\n")][-1])
