"""What a worker gives up before it reads a word of a stranger: memory without end, files, the network, other programs.

Each protection is taken where the platform has it; those that hold are named, for ``/health``.
"""

from __future__ import annotations

import ctypes
import mmap
import platform
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_MIB: Final = 1 << 20
# What the store notes of its own while it opens a revision; nothing else is let through.
_NOTES: Final = 64 * 1024
# prctl(2)
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_SIGKILL: Final = 9
# seccomp(2) and linux/bpf_common.h: load a word, jump when equal or above, return.
_LOAD: Final = 0x20
_JUMP_EQUAL: Final = 0x15
_JUMP_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = (5 << 16) | 1  # EPERM
_KILL: Final = 0x80000000
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32: Final = 0x40000000
# System calls by machine: AUDIT_ARCH, then socket, connect, bind, listen, accept, accept4, sendto, sendmsg, sendmmsg,
# execve, execveat, ptrace, io_uring_setup, process_vm_readv, process_vm_writev.
_OF_NETWORK: Final = 9  # the first ones
_CALLS: Final[dict[str, tuple[int, tuple[int, ...]]]] = {
    "x86_64": (0xC000003E, (41, 42, 49, 50, 43, 288, 44, 46, 307, 59, 322, 101, 425, 310, 311)),
    "aarch64": (0xC00000B7, (198, 203, 200, 201, 202, 242, 206, 211, 269, 221, 281, 117, 425, 270, 271)),
}


def confine(memory: int, *, writes: bool = False, network: bool = False) -> tuple[str, ...]:
    """Give up what a worker does not need, for good.

    :param memory: how much it may take beside what it has now, in MiB.
    :param writes: whether it builds an index, in files.
    :param network: whether it may ask other servers.
    :returns: the names of the protections that hold.
    """
    return tuple(_protections(memory, writes=writes, network=network))


def _protections(memory: int, *, writes: bool, network: bool) -> Iterator[str]:
    if sys.platform == "win32":
        return
    yield from _resources(memory, writes=writes)
    if sys.platform.startswith("linux"):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0) == 0:
            yield "ends with the service"
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and _filter(libc, network=network):
            if not network:
                yield "no network"
            yield "no other program"


def _resources(memory: int, *, writes: bool) -> Iterator[str]:
    import resource

    if sys.platform == "win32":  # for the type checker, which does not see that the caller asked
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not writes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_NOTES, _NOTES))
        yield "no file is written"
    taken = _address_space()
    if taken:
        allowed = taken + memory * _MIB
        resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
        yield "memory"


def _address_space() -> int:
    """How much address space the process has now, in bytes; 0 where the platform does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * mmap.PAGESIZE
    except OSError:
        return 0


def _filter(libc: ctypes.CDLL, *, network: bool) -> bool:
    """Refuse the system calls of the table by EPERM; kill at those of another architecture, whose numbers differ."""
    known = _CALLS.get(platform.machine())
    if known is None:
        return False
    architecture, calls = known
    calls = calls[_OF_NETWORK:] if network else calls
    refused = len(calls)
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, refused + 1, 0, _X32),
        *((_JUMP_EQUAL, refused - place, 0, call) for place, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    pointer = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(code)))
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, pointer, 0, 0) == 0)
