"""Where all that is let in comes first: what a person did goes to the desk, the rest is news."""

from __future__ import annotations

from adapters.teams.listening.desk import Desk
from adapters.teams.listening.inbound import read
from adapters.teams.listening.lock import Body
from adapters.teams.listening.news import News
from adapters.teams.listening.visit import Served


class Hall:
    """Hands over what comes in."""

    def __init__(self, desk: Desk, news: News) -> None:
        """Take those to whom it is handed."""
        self._desk = desk
        self._news = news

    async def take(self, body: Body) -> Served:
        """Answer an activity; raise Unreadable for one that Teams does not send."""
        visit = read(body)
        return await (self._news.take(body) if visit is None else self._desk.take(visit, body))
