"""What the tests take from npm for Teams: Microsoft's own renderer of Adaptive Cards."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests import npm
from tests.npm import Kit

SOURCES: Final = Path(__file__).parent / "node"
KIT: Final = Kit(sources=SOURCES, name="teams-node")
RENDERER: Final = "node_modules/adaptivecards/dist/adaptivecards.min.js"


def node_or_skip() -> Path:
    """Return the folder with everything in it; skip the test, with the reason, without it."""
    return npm.node_or_skip(KIT)
