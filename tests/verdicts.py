"""Judges the same thing once: what a pure check has said of a value, by the value itself.

The doubles of Slack and Teams judge every payload, and most of what a payload holds was in one
before: a message that is sent again, a card that stays, the same words on the other database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Final

KEPT: Final = 20_000
"""Verdicts that are remembered of each check; one that has forgotten them judges anew."""
LONGEST: Final = 20_000
"""Signs of a value that is worth remembering; longer ones hardly come twice."""

Check = Callable[..., Sequence[str]]


def judged_once(check: Check) -> Callable[..., list[str]]:
    """Let a check that depends on nothing but its arguments look at equal ones only once.

    Arguments are told apart by how they are written, so that 1, 1.0, True and "1" are different.
    """
    known: dict[str, tuple[str, ...]] = {}

    @wraps(check)
    def judge(*given: Any) -> list[str]:  # noqa: ANN401 - what the check takes
        name = repr(given)
        found = known.get(name)
        if found is None:
            found = tuple(check(*given))
            if len(name) <= LONGEST:
                if len(known) >= KEPT:
                    known.clear()
                known[name] = found
        return [*found]

    return judge
