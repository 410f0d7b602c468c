"""The method's limits: few objectives, few key results, so that people finish what they begin."""

from __future__ import annotations

from typing import Final

MOST_OBJECTIVES: Final = 5
"""Open objectives per unit and cycle."""
FEWEST_KEY_RESULTS: Final = 2
MOST_KEY_RESULTS: Final = 5
"""Key results per objective."""


def objectives_refused(count: int) -> str | None:
    """Return the key of the sentence that refuses so many objectives; None when they are fine."""
    return "limit-too-many-objectives" if count > MOST_OBJECTIVES else None


def key_results_refused(count: int) -> str | None:
    """Return the key of the sentence that refuses so many key results; None when they are fine."""
    if count < FEWEST_KEY_RESULTS:
        return "limit-too-few-key-results"
    if count > MOST_KEY_RESULTS:
        return "limit-too-many-key-results"
    return None
