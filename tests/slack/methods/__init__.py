"""The Web API's methods, each with the scope it needs and how often it may be called."""

from __future__ import annotations

from typing import Final

from tests.slack.methods import chats, files, installs, people, views
from tests.slack.methods.registry import Method

METHODS: Final[dict[str, Method]] = {
    **people.METHODS,
    **chats.METHODS,
    **views.METHODS,
    **files.METHODS,
    **installs.METHODS,
}
