"""What the tests take from npm for Slack: its own types, an emulator, a drawer of Block Kit."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests import npm
from tests.npm import Kit, NoNodeError

__all__ = ["NoNodeError", "installed", "node_or_skip"]

SCHEMAS: Final = {"message": "MessageBlocks", "modal": "Modal", "home": "Home"}
"""Names of the types of types.ts by surface."""
GENERATOR: Final = "node_modules/ts-json-schema-generator/bin/ts-json-schema-generator.js"
FLAGS: Final = ("--path", "types.ts", "--tsconfig", "tsconfig.json", "--no-type-check")
BUNDLED: Final = ("--bundle", "--platform=node", "--format=cjs", "--outfile=view.cjs")
KIT: Final = Kit(
    sources=Path(__file__).parent / "node",
    name="node",
    made=(
        *(
            ("node", GENERATOR, *FLAGS, "--type", name, "-o", f"{surface}.schema.json")
            for surface, name in SCHEMAS.items()
        ),
        ("node_modules/.bin/esbuild", "view.jsx", *BUNDLED),
    ),
)


def installed() -> Path:
    """Return the folder with everything in it, filled at first; raise NoNodeError if not."""
    return npm.installed(KIT)


def node_or_skip() -> Path:
    """Return the folder; skip the test with the reason where there is none."""
    return npm.node_or_skip(KIT)
