"""What the Teams door is given is what was set, in whichever of Microsoft's clouds."""

from __future__ import annotations

from pathlib import Path

import pytest
from botframework.connector.auth.government_constants import GovernmentConstants
from pydantic import SecretStr

from adapters.teams.door import AppType
from adapters.teams.errors import AddressError
from adapters.teams.services import checked
from bot.settings import Settings
from bot.teams.credentials import CLOUDS, PLAYGROUND, credentials_of
from tests.bot.test_teams_settings import APP, KEY, OTHER, PROOF, TENANT


def settings(**given: object) -> Settings:
    return Settings(_env_file=None, web_door=False, **given)  # type: ignore[call-arg, arg-type] # by name


def test_ids_are_held_as_microsoft_writes_them(tmp_path: Path) -> None:
    pem = tmp_path / "rytmi.pem"
    pem.write_text(KEY + PROOF, "ascii")
    made = credentials_of(
        settings(
            microsoft_app_id=f" {APP.upper()} ",
            microsoft_app_tenant_id=TENANT.upper(),
            microsoft_app_certificate=str(pem),
            teams_tenants=f"{OTHER.upper()},",
            public_url="https://rytmi.example/",
        )
    )
    assert (made.app_id, made.tenant) == (APP, TENANT)
    assert made.allowed == {TENANT, OTHER}
    assert made.certificate == KEY + PROOF
    assert made.app_type is AppType.SINGLE_TENANT
    assert made.public_url == "https://rytmi.example"
    assert "hush" not in repr(made)


def test_a_managed_identity_has_no_secret() -> None:
    made = credentials_of(settings(microsoft_app_id=APP, microsoft_app_type="userassignedmsi"))
    assert made.app_type is AppType.MANAGED_IDENTITY
    assert (made.password, made.certificate) == ("", "")


def test_development_has_the_playground_s_tenant() -> None:
    made = credentials_of(settings(teams_development=True))
    assert made.allowed == {PLAYGROUND}
    assert made.app_id == ""
    assert not credentials_of(settings(microsoft_app_password=SecretStr("x"))).development


@pytest.mark.parametrize("cloud", sorted(CLOUDS))
def test_each_cloud_s_first_address_is_one_of_its_own_and_of_no_other(cloud: str) -> None:
    made = credentials_of(settings(teams_cloud=cloud, microsoft_app_id=APP))
    assert checked(made.cloud.service, made) == made.cloud.service
    for name, other in CLOUDS.items():
        if {name, cloud} & {"gcch", "dod"} and name != cloud:
            with pytest.raises(AddressError):
                checked(other.service, made)


@pytest.mark.parametrize("cloud", ["gcch", "dod"])
def test_a_government_s_cloud_is_where_microsoft_s_sdk_says(cloud: str) -> None:
    made = credentials_of(settings(teams_cloud=cloud)).cloud
    told = GovernmentConstants
    assert f"{made.login}/" == told.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX
    assert made.issuer == told.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER
    assert made.openid == told.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL
    assert made.scope == f"{told.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE}/.default"


def test_addresses_that_are_set_stand_in_the_place_of_microsoft_s() -> None:
    here = "http://127.0.0.1:8080"
    made = credentials_of(
        settings(
            teams_login_url=f"{here}/login/",
            teams_openid_url=f"{here}/openid",
            teams_service_url=f"{here}/teams",
            teams_graph_url=f"{here}/",
        )
    )
    cloud = made.cloud
    assert (cloud.login, cloud.openid, cloud.graph) == (f"{here}/login", f"{here}/openid", here)
    assert checked(f"{here}/emea/x/", made) == f"{here}/emea/x/"
    for elsewhere in ("http://127.0.0.1:9/", "http://[::1]:8080/", "https://127.0.0.1:8080/"):
        with pytest.raises(AddressError):
            checked(elsewhere, made)
