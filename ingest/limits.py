"""How much a foreign file may cost: the figures, and putting them on the running process.

Imported by the child before anything heavy; must import nothing but the standard library.
"""

import os
import resource
import signal
from dataclasses import dataclass

__all__ = ["Limits", "apply_limits"]

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file.

    `memory_bytes` is the child's address space (the parent keeps
    the rest of the 1.2 GiB of the contract); `result_bytes` caps the JSON, `write_bytes` any file it writes.
    """

    wall_seconds: float = 19.0
    cpu_seconds: int = 19
    memory_bytes: int = 900 * MIB
    result_bytes: int = 96 * MIB
    write_bytes: int = 0


def apply_limits(limits: Limits) -> None:
    """Put the limits on this process; called once, before a foreign byte is read.

    The alarm outlives the parent: a child whose parent was killed ends by itself. RLIMIT_NPROC binds only
    where the process is not root, so it is one wall of several.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.write_bytes, limits.write_bytes))
    # Soft: `ingest.halves` lifts it for the moment of its one fork, after the cells have been read.
    resource.setrlimit(resource.RLIMIT_NPROC, (0, resource.getrlimit(resource.RLIMIT_NPROC)[1]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    os.nice(10)
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds + 1)
