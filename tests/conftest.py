"""What holds for every test: shared fixtures, and no test that fails because a machine is slow."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import settings

pytest_plugins = ["tests.databases"]

settings.register_profile("rytmi", deadline=None)
settings.load_profile("rytmi")

DEAR: Final = frozenset({"album", "browser", "demo", "full_house", "verdicts"})
"""Fixtures that a whole module shares and that take seconds to make."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, and let one process have all tests that share something dear.

    So no process is left with the longest test when the others have ended, and what is dear is made
    once. (``--dist loadgroup`` looks at the groups; without it they mean nothing.)
    """
    slow = {_module(item) for item in items if item.get_closest_marker("slow") is not None}
    items.sort(key=lambda item: _module(item) not in slow)
    for item in items:
        if isinstance(item, pytest.Function) and DEAR.intersection(item.fixturenames):
            item.add_marker(pytest.mark.xdist_group(_module(item)))


def _module(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
