"""What is read off while something runs: wall clock, processor time, memory; and their sums."""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Stopwatch:
    """Wall and processor time of a stretch of work in this process, all its threads together."""

    seconds: float = 0.0
    processor: float = 0.0
    _begun: tuple[float, float] = field(default=(0.0, 0.0), repr=False)

    def __enter__(self) -> Stopwatch:
        gc.collect()
        self._begun = (time.perf_counter(), time.process_time())
        return self

    def __exit__(self, *_: object) -> None:
        wall, processor = self._begun
        self.seconds = time.perf_counter() - wall
        self.processor = time.process_time() - processor


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median_ratio(ours: Sequence[float], bare: Sequence[float]) -> float:
    """Return the median of the rounds' ratios: what slowed a whole round cancels out."""
    return statistics.median(a / b for a, b in zip(ours, bare, strict=True))


def peak_memory() -> float:
    """Return the most memory this process has ever held, MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


def memory_of(process: int) -> float | None:
    """Return the resident memory of a process, MiB; None where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    words = (line.split() for line in status.read_text("ascii").splitlines())
    return next(int(each[1]) / 2**10 for each in words if each[0] == "VmRSS:")
