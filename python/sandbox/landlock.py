"""File access by allow list, without privileges: Landlock. Sources: landlock(7), linux/landlock.h."""

import ctypes
import errno
import os
import struct
from collections.abc import Sequence

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_PR_SET_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
#: All rights that ABI 6 names: 16 on files (the last is ioctl on devices), 2 on TCP, 2 on other processes.
_ALL_FILE, _ALL_NETWORK, _ALL_SCOPE = (1 << 16) - 1, 3, 3
#: Below it, signals and abstract sockets reach other processes of the same user.
REQUIRED_ABI = 6


def landlock_abi() -> int:
    """Version of the kernel's Landlock; 0 where there is none."""
    version = ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, _VERSION)
    return max(0, version)


def restrict_files(readable: Sequence[str], writable: Sequence[str]) -> None:
    """Leaves this thread and what it starts only these files and folders, no TCP, no signals to others; for good.

    Threads that exist already keep their rights, so this must come before any library starts one.

    Raises:
        OSError: where the kernel's Landlock is missing or older than ABI 6.
    """
    if landlock_abi() < REQUIRED_ABI:
        raise OSError(errno.ENOSYS, f"Landlock ABI {REQUIRED_ABI} is needed")
    libc = ctypes.CDLL(None, use_errno=True)
    handled = struct.pack("QQQ", _ALL_FILE, _ALL_NETWORK, _ALL_SCOPE)
    ruleset = _checked(libc.syscall(_CREATE_RULESET, handled, len(handled), 0))
    for path in readable:
        _allow(libc, ruleset, path, _READ_FILE | _READ_DIR)
    for path in writable:
        _allow(libc, ruleset, path, _ALL_FILE & ~_EXECUTE)
    _checked(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _checked(libc.syscall(_RESTRICT_SELF, ruleset, 0))
    os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):
            rights &= _READ_FILE | _WRITE_FILE | _TRUNCATE
        rule = struct.pack("=Qi", rights, handle)
        _checked(libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0))
    finally:
        os.close(handle)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
