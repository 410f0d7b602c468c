"""Judges payloads as Slack would, with the schema of its own types where there is Node."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from tests.adapters.slack.blockkit import check_home, check_message, check_modal
from tests.slack.places import Json
from tests.slack.schema import schema_of


class Surface(StrEnum):
    """Where blocks are shown; each has rules of its own."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


_CHECKS: Final = {
    Surface.MESSAGE: check_message,
    Surface.MODAL: check_modal,
    Surface.HOME: check_home,
}


def problems(surface: Surface, payload: Json) -> list[str]:
    """Return what Slack would not take about a payload; empty where it would take all of it.

    A message is an object with ``text`` and ``blocks``, as it is posted; a modal or Home is a view.
    """
    return _CHECKS[surface](payload, schema_of(surface.value))
