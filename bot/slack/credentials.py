"""From settings to what the Slack door is given, and from its errors to sentences for operators."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.slack.door import Credentials
from adapters.slack.sentences import explained
from bot.errors import OperatorError
from bot.shapes import secret
from bot.slack_settings import SlackSettings
from dialogs.okr.model import OrganisationId


def credentials_of(settings: SlackSettings) -> Credentials:
    """Return what the door needs of the settings."""
    return Credentials(
        signing_secret=secret(settings.slack_signing_secret),
        bot_token=secret(settings.slack_bot_token),
        client_id=settings.slack_client_id.strip(),
        client_secret=secret(settings.slack_client_secret),
        app_token=secret(settings.slack_app_token),
        token_keys=settings.slack_keys,
        api_url=f"{settings.slack_api_url.strip().rstrip('/')}/",
        organisation=OrganisationId(settings.slack_organisation.strip()) or None,
        public_url=settings.public_url.strip().rstrip("/"),
    )


@contextmanager
def said() -> Iterator[None]:
    """Turn what goes wrong with Slack into a sentence for the operator."""
    try:
        yield
    except OperatorError:
        raise
    except Exception as error:
        found = explained(error)
        if found is None:
            raise
        raise OperatorError(found.problem, found.remedy) from None
