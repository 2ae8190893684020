"""What a process that reads a stranger's file may use."""

import os


def limit_this_process(memory_bytes: int, cpu_seconds: int) -> None:
    """Memory, processor time and no core file. Where the system knows no such limits, the clock remains."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, amount in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _lower(resource, kind, amount)
    os.nice(5)


def _lower(resource: object, kind: int, amount: int) -> None:
    _soft, hard = resource.getrlimit(kind)  # type: ignore[attr-defined]
    ceiling = amount if hard < 0 else min(amount, hard)
    try:
        resource.setrlimit(kind, (ceiling, hard))  # type: ignore[attr-defined]
    except (ValueError, OSError):  # macOS refuses some of them
        return
