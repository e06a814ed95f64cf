"""Everything a worker gives up before it runs somebody's code.

The order matters: Landlock covers only the calling thread, so it comes before libraries that start threads; the
system-call filter comes after them, because loading needs calls that computing does not.
"""

import ctypes
import signal
from dataclasses import dataclass

from sandbox.landlock import REQUIRED_ABI, landlock_abi, restrict_files
from sandbox.limits import close_inherited, limit_resources
from sandbox.seccomp import restrict_calls

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Walls:
    """What stays reachable. `required` is false where namespaces wall off files and processes already."""

    readable: list[str]
    writable: list[str]
    required: bool


def before_libraries(walls: Walls) -> None:
    """Closes inherited descriptors and walls off files, TCP and other processes.

    Raises:
        OSError: where Landlock is required and missing.
    """
    close_inherited()
    if walls.required:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if walls.required or landlock_abi() >= REQUIRED_ABI:
        restrict_files(walls.readable, walls.writable)


def after_libraries() -> None:
    """Limits resources and leaves only the system calls of a computation.

    Raises:
        OSError: where the kernel has no system-call filter for this processor.
    """
    limit_resources()
    restrict_calls()
