"""What is read off while something runs: wall clock, processor time, memory; and their sums."""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self


@dataclass
class Stopwatch:
    """Wall and processor time of a stretch of work in this process, all its threads together."""

    seconds: float = 0.0
    processor: float = 0.0
    _begun: tuple[float, float] = field(default=(0.0, 0.0), repr=False)

    def __enter__(self) -> Self:
        gc.collect()
        self._begun = (time.perf_counter(), time.process_time())
        return self

    def __exit__(self, *_: object) -> None:
        wall, processor = self._begun
        self.seconds = time.perf_counter() - wall
        self.processor = time.process_time() - processor


def rounds(most: int, seconds: float) -> Iterator[int]:
    """Count rounds from 1; no further one begins once the time is up, but one always does."""
    end = time.monotonic() + seconds
    for number in range(1, most + 1):
        if number > 1 and time.monotonic() > end:
            return
        yield number


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median_ratio(ours: Sequence[float], bare: Sequence[float]) -> float:
    """Return the median of the rounds' ratios: what slowed a whole round cancels out."""
    return statistics.median(a / b for a, b in zip(ours, bare, strict=True))


def peak_memory() -> float:
    """Return the most memory this process has held since its program began, MiB."""
    # On Linux getrusage tells the peak of the process that started this one, if it was larger.
    most = _told_of("self", "VmHWM:")
    if most is not None:
        return most
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 2**20 if sys.platform == "darwin" else used / 2**10


def memory_of(process: int) -> float | None:
    """Return the resident memory of a process, MiB; None where the system does not tell."""
    return _told_of(str(process), "VmRSS:")


def _told_of(process: str, name: str) -> float | None:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    words = (line.split() for line in status.read_text("utf-8").splitlines())
    return next((int(each[1]) / 2**10 for each in words if each[0] == name), None)
