"""What an operator sets of Microsoft Teams, and the one sentence said of each wrong combination."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingError
from bot.shapes import check_address, is_loopback, secret, text

TEAMS: Final = ("MICROSOFT_APP_", "TEAMS_")
"""How the settings of Teams begin."""
GUIDE: Final = "docs/teams.md says where each of them is found."

AppTypeName = Literal["SingleTenant", "UserAssignedMSI", "MultiTenant"]
CloudName = Literal["public", "gcc", "gcch", "dod"]

_CREDENTIALS: Final = (
    "microsoft_app_id",
    "microsoft_app_password",
    "microsoft_app_certificate",
    "microsoft_app_tenant_id",
)
"""Teams is configured as soon as one of these is set, or TEAMS_DEVELOPMENT is on."""
_GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s")
_ADDRESSES: Final = (
    ("TEAMS_LOGIN_URL", "https://login.microsoftonline.com"),
    ("TEAMS_OPENID_URL", "https://login.botframework.com/v1/.well-known/openidconfiguration"),
    ("TEAMS_SERVICE_URL", "https://smba.trafficmanager.net/teams/"),
    ("TEAMS_GRAPH_URL", "https://graph.microsoft.com"),
)
"""Where another Microsoft than Microsoft's own may be, and how such an address is written."""
_OVERVIEW: Final = "Copy it anew from the Overview of the app registration"


class TeamsSettings(BaseSettings):
    """The settings of Teams; nothing of them is ever printed or logged."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_file_encoding="utf-8")

    microsoft_app_id: str = Field(
        default="", description="the application (client) id of the app registration: a GUID"
    )
    microsoft_app_password: SecretStr = Field(
        default=SecretStr(""), description="the value of a client secret of the app registration"
    )
    microsoft_app_certificate: str = Field(
        default="",
        description="a file with a private key and its certificate (PEM), in place of "
        "MICROSOFT_APP_PASSWORD",
    )
    microsoft_app_tenant_id: str = Field(
        default="", description="the directory (tenant) id of the app registration: a GUID"
    )
    microsoft_app_type: AppTypeName = Field(
        default="SingleTenant", description="SingleTenant, UserAssignedMSI or MultiTenant"
    )
    teams_tenants: str = Field(
        default="",
        description="the ids of the tenants whose people may use Rytmi, separated by commas; "
        "without it MICROSOFT_APP_TENANT_ID alone",
    )
    teams_organisation: str = Field(
        default="",
        description="the id of the organisation that MICROSOFT_APP_TENANT_ID speaks for, where "
        "there are several",
    )
    teams_graph: bool = Field(
        default=False,
        description="on or off: people are read from Microsoft Graph, and Rytmi may be installed "
        "for them",
    )
    teams_catalog_app: str = Field(
        default="",
        description="the id of Rytmi in the organisation's app catalogue, to install it for people",
    )
    teams_cloud: CloudName = Field(default="public", description="public, gcc, gcch or dod")
    teams_development: bool = Field(
        default=False,
        description="on or off: nobody's signature is checked, for Microsoft's playground on this "
        "computer",
    )
    teams_login_url: str = Field(
        default="", description="where tokens come from, if not from Microsoft's own login"
    )
    teams_openid_url: str = Field(
        default="", description="what names the signing keys, if not Microsoft's own"
    )
    teams_service_url: str = Field(
        default="", description="where messages go, if not to Microsoft's own connector"
    )
    teams_graph_url: str = Field(
        default="", description="where people are read, if not from Microsoft Graph"
    )

    @field_validator("microsoft_app_type", "teams_cloud", mode="before")
    @classmethod
    def _as_microsoft_writes_it(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        known = {each.casefold(): each for each in (*get_args(AppTypeName), *get_args(CloudName))}
        return known.get(given.strip().casefold(), given)

    @property
    def tenants(self) -> tuple[str, ...]:
        """The ids of TEAMS_TENANTS, as Microsoft writes them: in small letters."""
        return tuple(filter(None, (each.strip().lower() for each in self.teams_tenants.split(","))))

    @property
    def has_teams(self) -> bool:
        """Whether there is a door to Teams."""
        return is_configured(self.__dict__)


def is_configured(values: Mapping[str, Any]) -> bool:
    """Say whether anything of Teams is among the settings."""
    return bool(values.get("teams_development")) or any(
        text(values.get(name, "")) for name in _CREDENTIALS
    )


def is_id(given: str) -> bool:
    """Say whether it is written as Microsoft writes the id of an app or a tenant."""
    return _GUID.fullmatch(given.strip()) is not None


def configured(settings: TeamsSettings) -> list[str]:
    """Return the names of what is set of Teams, as they stand in the environment."""
    named = [name.upper() for name in _CREDENTIALS if text(getattr(settings, name))]
    return ["TEAMS_DEVELOPMENT", *named] if settings.teams_development else named


def check_teams(settings: TeamsSettings, host: str) -> None:
    """Raise SettingError for the first thing that cannot be right; never with a secret in it.

    ``host`` is where the server listens.
    """
    if not settings.has_teams:
        return
    for setting, example in _ADDRESSES:
        given = str(getattr(settings, setting.lower())).strip()
        if given:
            check_address(setting, given, example)
    _check_ids(settings)
    if settings.teams_development:
        _check_development(settings, host)
        return
    if not settings.microsoft_app_id.strip():
        raise SettingError(
            setting="MICROSOFT_APP_ID",
            problem=f"it is missing beside {configured(settings)[0]}, and without it anybody "
            "could write to Rytmi in anybody's name",
            remedy=f"Set it to the application (client) id of the app registration. {GUIDE}",
        )
    _check_tenants(settings)
    _check_credential(settings)
    if settings.teams_catalog_app.strip() and not settings.teams_graph:
        raise SettingError(
            setting="TEAMS_GRAPH",
            problem="it is off, and TEAMS_CATALOG_APP is of use only where Rytmi may ask Microsoft "
            "Graph",
            remedy="Set TEAMS_GRAPH=on, or remove TEAMS_CATALOG_APP.",
        )


def _check_ids(settings: TeamsSettings) -> None:
    """See to it that what should be an id of Microsoft's is one."""
    for setting, given, where in (
        ("MICROSOFT_APP_ID", settings.microsoft_app_id, f"{_OVERVIEW}: Application (client) ID."),
        (
            "MICROSOFT_APP_TENANT_ID",
            settings.microsoft_app_tenant_id,
            f"{_OVERVIEW}: Directory (tenant) ID.",
        ),
        (
            "TEAMS_CATALOG_APP",
            settings.teams_catalog_app,
            "Copy the App ID of Rytmi from Teams admin center, Manage apps.",
        ),
        *(
            ("TEAMS_TENANTS", each, "Write the ids of tenants, separated by commas.")
            for each in settings.tenants
        ),
    ):
        if given.strip() and not is_id(given):
            raise SettingError(
                setting=setting,
                problem="it is not written as Microsoft writes an id (eight, four, four, four and "
                "twelve digits)",
                remedy=where,
            )
    app, tenant = settings.microsoft_app_id.strip(), settings.microsoft_app_tenant_id.strip()
    if app and app.casefold() == tenant.casefold():
        raise SettingError(
            setting="MICROSOFT_APP_TENANT_ID",
            problem="it is the same id as MICROSOFT_APP_ID, and the two never are",
            remedy=f"{_OVERVIEW}: Directory (tenant) ID.",
        )


def _check_development(settings: TeamsSettings, host: str) -> None:
    """See to it that a door without a lock leads nowhere."""
    beside = [
        name.upper() for name in _CREDENTIALS[:3] if text(getattr(settings, name))
    ]  # a tenant is no secret, and the playground has one
    if beside:
        raise SettingError(
            setting="TEAMS_DEVELOPMENT",
            problem=f"it stands beside {beside[0]}, and with it nobody's signature is checked",
            remedy=f"Remove it where people use Rytmi; for the playground, remove {beside[0]}.",
        )
    if not is_loopback(host):
        raise SettingError(
            setting="TEAMS_DEVELOPMENT",
            problem=f"nobody's signature is checked with it, and HOST={host} can be reached from "
            "other computers",
            remedy="Set HOST=127.0.0.1, or remove TEAMS_DEVELOPMENT.",
        )


def _check_tenants(settings: TeamsSettings) -> None:
    """See to it that it is said whose people may use Rytmi."""
    if settings.microsoft_app_type == "MultiTenant":
        if not settings.tenants:
            raise SettingError(
                setting="TEAMS_TENANTS",
                problem="it is missing beside MICROSOFT_APP_TYPE=MultiTenant: people of any "
                "company in the world could write to Rytmi",
                remedy="Set it to the ids of the tenants that may, separated by commas.",
            )
    elif not settings.microsoft_app_tenant_id.strip():
        raise SettingError(
            setting="MICROSOFT_APP_TENANT_ID",
            problem=f"it is missing beside MICROSOFT_APP_TYPE={settings.microsoft_app_type}",
            remedy="Set it to the directory (tenant) id of the app registration. " + GUIDE,
        )


def _check_credential(settings: TeamsSettings) -> None:
    """See to it that Rytmi can prove who it is, in one way."""
    password = secret(settings.microsoft_app_password)
    certificate = settings.microsoft_app_certificate.strip()
    if password and certificate:
        raise SettingError(
            setting="MICROSOFT_APP_CERTIFICATE",
            problem="it stands beside MICROSOFT_APP_PASSWORD, and only one of them can say who "
            "Rytmi is",
            remedy="Keep one, and remove the other.",
        )
    if settings.microsoft_app_type == "UserAssignedMSI":
        beside = "MICROSOFT_APP_PASSWORD" if password else "MICROSOFT_APP_CERTIFICATE"
        if password or certificate:
            raise SettingError(
                setting=beside,
                problem="it stands beside MICROSOFT_APP_TYPE=UserAssignedMSI, and a managed "
                "identity has none",
                remedy="Remove it, or set MICROSOFT_APP_TYPE=SingleTenant.",
            )
        return
    if not password and not certificate:
        raise SettingError(
            setting="MICROSOFT_APP_PASSWORD",
            problem="neither it nor MICROSOFT_APP_CERTIFICATE is set, so that Rytmi could answer "
            "nobody",
            remedy=f"Set it to the value of a client secret. {GUIDE}",
        )
    if password:
        _check_password(password)
    else:
        _check_certificate(Path(certificate))


def _check_password(password: str) -> None:
    problem = ""
    if is_id(password):
        problem = "it holds the id of a client secret, and not its value"
    elif _SPACE.search(password) or not password.isascii():
        problem = "it is not written as Microsoft writes a client secret"
    if problem:
        raise SettingError(
            setting="MICROSOFT_APP_PASSWORD",
            problem=problem,
            remedy="Copy the column Value from Certificates & secrets; it is shown once, when the "
            "secret is made.",
        )


def _check_certificate(path: Path) -> None:
    """See to it that the file holds what is needed; the SDK says so late, and in its own words."""
    try:
        pem = path.read_text("ascii")
    except OSError as error:
        problem = f"the file cannot be read: {error.strerror or error}"
    except UnicodeDecodeError:
        problem = "the file is not in PEM form"
    else:
        problem = _missing_in(pem)
    if problem:
        raise SettingError(
            setting="MICROSOFT_APP_CERTIFICATE",
            problem=problem,
            remedy="Name a PEM file with a private key without a passphrase and its certificate, "
            "one after the other, which this user alone can read.",
        )


def _missing_in(pem: str) -> str:
    if "ENCRYPTED" in pem:
        return "the private key in it is locked with a passphrase"
    if "PRIVATE KEY-----" not in pem:
        return "there is no private key in it"
    if "-----BEGIN CERTIFICATE-----" not in pem:
        return "there is no certificate in it"
    return ""
