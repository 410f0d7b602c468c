"""From settings to what the Teams door is given, and from its errors to sentences for operators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from adapters.teams.door import AppType, Cloud, Credentials
from bot.errors import OperatorError
from bot.settings import Settings
from bot.shapes import secret
from bot.teams.sentences import explained
from bot.teams_settings import CloudName
from dialogs.okr.model import OrganisationId

PLAYGROUND: Final = "00000000-0000-4000-8000-000000000001"
"""The tenant in development, where none is set: that of the playground's own file."""

_US_LOGIN: Final = "https://login.microsoftonline.us"
_US_OPENID: Final = "https://login.botframework.azure.us/v1/.well-known/openidconfiguration"
_US_API: Final = "https://api.botframework.us"

CLOUDS: Final[Mapping[CloudName, Cloud]] = {
    "public": Cloud(),
    "gcc": Cloud(service="https://smba.infra.gcc.teams.microsoft.com/teams/"),
    "gcch": Cloud(
        login=_US_LOGIN,
        openid=_US_OPENID,
        issuer=_US_API,
        scope=f"{_US_API}/.default",
        service="https://smba.infra.gov.teams.microsoft.us/teams/",
        graph="https://graph.microsoft.us",
        hosts=("smba.infra.gov.teams.microsoft.us", "botframework.azure.us"),
    ),
    "dod": Cloud(
        login=_US_LOGIN,
        openid=_US_OPENID,
        issuer=_US_API,
        scope=f"{_US_API}/.default",
        service="https://smba.infra.dod.teams.microsoft.us/teams/",
        graph="https://dod-graph.microsoft.us",
        hosts=("smba.infra.dod.teams.microsoft.us", "botframework.azure.us"),
    ),
}
"""Microsoft's clouds: the public one, and those of the government of the United States."""


def credentials_of(settings: Settings) -> Credentials:
    """Return what the door needs of settings that were checked; reads the certificate's file."""
    path = settings.microsoft_app_certificate.strip()
    tenant = settings.microsoft_app_tenant_id.strip().lower()
    development = settings.teams_development
    return Credentials(
        app_id=settings.microsoft_app_id.strip().lower(),
        password=secret(settings.microsoft_app_password),
        certificate=Path(path).read_text("ascii") if path else "",
        app_type=AppType(settings.microsoft_app_type),
        tenant=tenant or (PLAYGROUND if development else ""),
        tenants=settings.tenants,
        organisation=OrganisationId(settings.teams_organisation.strip()) or None,
        graph=settings.teams_graph,
        catalog_app=settings.teams_catalog_app.strip().lower(),
        public_url=settings.public_url.strip().rstrip("/"),
        cloud=cloud_of(settings),
        development=development,
    )


def cloud_of(settings: Settings) -> Cloud:
    """Return where Microsoft is, with the addresses that an operator has set in their places."""
    cloud = CLOUDS[settings.teams_cloud]
    service = settings.teams_service_url.strip()
    return replace(
        cloud,
        login=settings.teams_login_url.strip().rstrip("/") or cloud.login,
        openid=settings.teams_openid_url.strip() or cloud.openid,
        service=f"{service.rstrip('/')}/" if service else cloud.service,
        graph=settings.teams_graph_url.strip().rstrip("/") or cloud.graph,
    )


@contextmanager
def said() -> Iterator[None]:
    """Turn what goes wrong with Microsoft into a sentence for the operator."""
    try:
        yield
    except OperatorError:
        raise
    except Exception as error:
        found = explained(error)
        if found is None:
            raise
        raise OperatorError(found.problem, found.remedy) from None
