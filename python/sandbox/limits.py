"""Limits that a process sets on itself and cannot raise again."""

import os
import resource

#: Both are needed: a shared mapping counts only for the address space.
ADDRESS_SPACE = 2 << 30
DATA_SEGMENT = 1 << 30
WRITTEN_FILE = 64 << 20
OPEN_FILES = 256
#: The supervisor's wall clock comes first; this holds where the supervisor died.
PROCESSOR_SECONDS = 600


def limit_resources() -> None:
    """Memory, file size, open files and processor time; no core dumps, because they hold data."""
    for kind, limit in (
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_DATA, DATA_SEGMENT),
        (resource.RLIMIT_FSIZE, WRITTEN_FILE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def close_inherited() -> None:
    """Closes every descriptor but the three standard ones: an inherited one passes every wall."""
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
