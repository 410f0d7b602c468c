"""The JSON Schema made of Slack's own TypeScript types, where Node is there to make it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import jsonschema_rs

from tests.slack.node import NoNodeError, installed


@cache
def schema_of(surface: str) -> jsonschema_rs.Draft7Validator | None:
    """Return the schema of ``message``, ``modal`` or ``home``; None where there is no Node.

    Raises NoNodeError where nothing may be left out.
    """
    try:
        place: Path = installed()
    except NoNodeError:
        if os.environ.get("RYTMI_REQUIRE_ALL") == "1":
            raise
        return None
    written = (place / f"{surface}.schema.json").read_text(encoding="utf-8")
    return jsonschema_rs.Draft7Validator(written)
