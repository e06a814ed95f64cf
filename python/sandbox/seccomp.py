"""A system-call filter for a process that has loaded its libraries and now only computes.

An allow list, not a deny list: a call that a newer kernel adds is refused. Sources: seccomp(2), linux/seccomp.h,
linux/filter.h, the kernel's arch/x86/entry/syscalls/syscall_64.tbl.
"""

import ctypes
import errno
import os
import platform
import struct

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_X86_64 = 0xC000003E
#: Numbers from here on are the x32 calls, a second set of names for the same kernel functions.
_X32 = 0x40000000

_CLONE_THREAD = 0x00010000
_SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC = 1, 1
_SYS_SECCOMP = 317
_PR_SET_NO_NEW_PRIVS = 38

#: Allowed with any arguments. Files are walled off by namespaces or Landlock; nothing here reaches another process.
_FREE = {
    "read": 0, "write": 1, "open": 2, "close": 3, "stat": 4, "fstat": 5, "lstat": 6, "poll": 7, "lseek": 8, "mmap": 9,
    "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15,
    "pread64": 17, "pwrite64": 18, "readv": 19, "writev": 20, "access": 21, "select": 23, "sched_yield": 24,
    "mremap": 25, "msync": 26, "mincore": 27, "madvise": 28, "dup": 32, "dup2": 33, "nanosleep": 35, "getpid": 39,
    "exit": 60, "uname": 63, "flock": 73, "fsync": 74, "fdatasync": 75, "ftruncate": 77, "getcwd": 79, "rename": 82,
    "mkdir": 83, "rmdir": 84, "unlink": 87, "readlink": 89, "gettimeofday": 96, "getrlimit": 97, "getrusage": 98,
    "sysinfo": 99, "times": 100, "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110,
    "getpgrp": 111, "sigaltstack": 131, "statfs": 137, "fstatfs": 138, "gettid": 186, "futex": 202,
    "sched_getaffinity": 204, "getdents64": 217, "set_tid_address": 218, "fadvise64": 221, "clock_gettime": 228,
    "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231, "openat": 257, "mkdirat": 258,
    "newfstatat": 262, "unlinkat": 263, "renameat": 264, "readlinkat": 267, "faccessat": 269, "pselect6": 270,
    "ppoll": 271, "set_robust_list": 273, "fallocate": 285, "dup3": 292, "preadv": 295, "pwritev": 296,
    "getcpu": 309, "getrandom": 318, "membarrier": 324, "copy_file_range": 326, "statx": 332, "rseq": 334,
    "faccessat2": 439,
}  # fmt: skip

#: Allowed when argument `index` is one of `values` (lower 32 bits).
_WHEN = {
    # Anything but asking about one's own terminal or descriptor could reach a device.
    "ioctl": (16, 1, (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)),
    "fcntl": (72, 1, (0, 1, 2, 3, 4, 5, 6, 7, 1030)),
    # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA
    "prctl": (157, 0, (15, 16, 0x53564D41)),
}

_CLONE, _CLONE3, _OPENAT2, _PRLIMIT, _TGKILL = 56, 435, 437, 302, 234


def _instruction(code: int, true: int, false: int, value: int) -> bytes:
    return struct.pack("HBBI", code, true, false, value)


def _return(value: int) -> bytes:
    return _instruction(_RETURN, 0, 0, value)


def _load_argument(index: int, high: bool = False) -> bytes:
    return _instruction(_LOAD, 0, 0, _FIRST_ARGUMENT + 8 * index + (4 if high else 0))


def _rule(number: int, body: list[bytes]) -> list[bytes]:
    """Runs `body`, which ends with a return, for one call; every other number jumps over it."""
    return [_instruction(_JUMP_EQUAL, 0, len(body), number), *body]


def _one_of(argument: int, values: tuple[int, ...]) -> list[bytes]:
    checks = [_instruction(_JUMP_EQUAL, len(values) - i, 0, value) for i, value in enumerate(values)]
    return [_load_argument(argument), *checks, _return(_REFUSE | errno.EPERM), _return(_ALLOW)]


def _program(own_process: int) -> bytes:
    rules: list[bytes] = [
        _instruction(_LOAD, 0, 0, _ARCHITECTURE),
        _instruction(_JUMP_EQUAL, 1, 0, _X86_64),
        _return(_KILL),
        _instruction(_LOAD, 0, 0, _NUMBER),
        _instruction(_JUMP_AT_LEAST, 0, 1, _X32),
        _return(_KILL),
    ]
    for number in _FREE.values():
        rules += _rule(number, [_return(_ALLOW)])
    for number, argument, values in _WHEN.values():
        rules += _rule(number, _one_of(argument, values))
    # A thread, but no process.
    thread = [_load_argument(0), _instruction(_JUMP_ANY_BIT, 0, 1, _CLONE_THREAD), _return(_ALLOW)]
    rules += _rule(_CLONE, [*thread, _return(_REFUSE | errno.EPERM)])
    # "Not there" makes the C library fall back to the calls whose arguments can be seen.
    rules += _rule(_CLONE3, [_return(_REFUSE | errno.ENOSYS)])
    rules += _rule(_OPENAT2, [_return(_REFUSE | errno.ENOSYS)])
    rules += _rule(_TGKILL, _one_of(0, (own_process,)))
    rules += _rule(_PRLIMIT, _reading_own_limits())
    return b"".join([*rules, _return(_REFUSE | errno.EPERM)])


def _reading_own_limits() -> list[bytes]:
    """prlimit64(0, resource, NULL, …): process 0 is the caller, no new limit means a question."""
    refuse = _return(_REFUSE | errno.EPERM)
    return [
        _load_argument(0), _instruction(_JUMP_EQUAL, 1, 0, 0), refuse,
        _load_argument(2), _instruction(_JUMP_EQUAL, 1, 0, 0), refuse,
        _load_argument(2, high=True), _instruction(_JUMP_EQUAL, 1, 0, 0), refuse,
        _return(_ALLOW),
    ]  # fmt: skip


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_char_p))


def restrict_calls() -> None:
    """Installs the filter for every thread of this process, for good.

    Raises:
        OSError: where the kernel or the processor offers no such filter.
    """
    if platform.machine() != "x86_64":
        raise OSError(errno.ENOSYS, "the system-call filter knows x86-64 only")
    program = _program(os.getpid())
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    applied = _Filter(len(program) // 8, program)
    refused = libc.syscall(_SYS_SECCOMP, _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC, ctypes.byref(applied))
    if refused:
        raise OSError(ctypes.get_errno(), "the system-call filter was not accepted")
