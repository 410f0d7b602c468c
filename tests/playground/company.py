"""The playground's people and channels: those of a sample, so that Rytmi knows everybody there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import yaml

from bot.demo import read_sample
from bot.teams.credentials import PLAYGROUND
from dialogs.okr.model import Person, PersonId

FILE: Final = ".m365agentsplayground.yml"
"""Where the playground looks for it: in the folder in which it is started."""
COLLEAGUES: Final = 5
"""The playground ends with an error where there are more or fewer."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who of a sample is in the playground; you write as the first."""

    team: str
    channel: str
    """A forum's channel, as the sheet writes it but for the sign before it."""
    people: tuple[str, ...]
    """Ids of the sheet; whoever is missing from the six is somebody whom Rytmi does not know."""


CASTS: Final = {
    "oma-hame": Cast(
        "Tiimi 1.1",
        "tiimi-1-1",
        (
            "marika.jokinen",
            "kari.lehtonen",
            "eeva.mattila",
            "jukka.peltonen",
            "leena.ahonen",
            "tiina.rautio",
        ),
    ),
    "nettbutikk": Cast(
        "Nettbutikk",
        "pilotteam",
        ("jonas.bakke", "amalie.holm", "sindre.lie", "marit.nygard", "tom.archer"),
    ),
}
STRANGER: Final = ("Nora Vik", "nora.vik@elsewhere.example")


def written(sample: str) -> dict[str, Any]:
    """Return what the playground is told about a sample."""
    cast = CASTS[sample]
    known = {each.id: each for each in read_sample(sample).structure.people}
    users = [_user(known[PersonId(each)]) for each in cast.people]
    if len(users) <= COLLEAGUES:
        users.append(_entry(*STRANGER))
    first, *others = users
    return {
        "version": "0.1.1",
        "tenantId": PLAYGROUND,
        "bot": {"id": "28:rytmi", "name": "Rytmi"},
        "currentUser": first,
        "users": others,
        "personalChat": {"id": "a:rytmi-personal"},
        "groupChat": {"id": "19:rytmi-group@thread.v2", "name": "Rytmi"},
        "team": {
            "id": "19:rytmi-general@thread.tacv2",
            "name": cast.team,
            "aadGroupId": str(uuid5(NAMESPACE_URL, cast.team)),
            "channels": [{"id": f"19:{cast.channel}@thread.tacv2", "name": cast.channel}],
        },
    }


def write(sample: str, folder: Path) -> Path:
    """Write it where the playground will be started."""
    path = folder / FILE
    path.write_text(yaml.safe_dump(written(sample), allow_unicode=True, sort_keys=False), "utf-8")
    return path


def _user(person: Person) -> dict[str, str]:
    return _entry(person.name, person.email)


def _entry(name: str, email: str) -> dict[str, str]:
    given, _, surname = name.partition(" ")
    entra = str(uuid5(NAMESPACE_URL, email))
    return {
        "id": f"29:{entra}",
        "name": name,
        "userPrincipleName": email,  # spelt so by the playground
        "aadObjectId": entra,
        "givenName": given,
        "surname": surname,
        "email": email,
    }
