"""What a confined process cannot do any more: tried in processes of their own."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what only Linux has")


def confined(code: str) -> subprocess.CompletedProcess[str]:
    """What comes of some code after the process gave up what it does not need."""
    program = f"from quartierkg.workers.confinement import confine\nconfine(64)\n{code}"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_UNIX)",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['/bin/true'], check=True)",
        "import os; os.execv('/bin/true', ['true'])",
    ],
)
def test_the_network_and_other_programs_are_out_of_reach(code: str) -> None:
    """The system refuses the call."""
    done = confined(code)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr


def test_no_file_is_written(tmp_path: object) -> None:
    """A write ends the process by a signal of the system, or is refused."""
    done = confined(f"open(r'{tmp_path}/x', 'w').write('x' * 100_000)")
    assert done.returncode != 0


def test_memory_ends(tmp_path: object) -> None:  # noqa: ARG001
    """More than was allowed is not given."""
    assert "MemoryError" in confined("bytearray(200 << 20)").stderr
    assert confined("bytearray(16 << 20)").returncode == 0


def test_what_a_worker_needs_is_left() -> None:
    """It reads, computes, starts threads and writes to its pipes."""
    code = "import threading; t = threading.Thread(target=print, args=(open('/proc/self/stat').read()[:1] != '',)); "
    assert confined(code + "t.start(); t.join()").stdout == "True\n"
