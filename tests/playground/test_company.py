"""The playground's people are the sample's, in the form that the playground takes."""

from __future__ import annotations

import pytest

from bot.demo import read_sample
from bot.teams_settings import is_id
from tests.playground.company import CASTS, COLLEAGUES, STRANGER, written


@pytest.mark.parametrize("sample", sorted(CASTS))
def test_everybody_but_the_stranger_is_somebody_of_the_sample(sample: str) -> None:
    told = written(sample)
    structure = read_sample(sample).structure
    addresses = {each.email for each in structure.people}
    users = [told["currentUser"], *told["users"]]
    assert len(told["users"]) == COLLEAGUES
    assert len({each["id"] for each in users}) == len(users)
    assert all(is_id(each["aadObjectId"]) for each in users)
    unknown = {each["email"] for each in users} - addresses
    assert unknown <= {STRANGER[1]}
    assert told["currentUser"]["email"] in addresses
    assert is_id(told["tenantId"])


@pytest.mark.parametrize("sample", sorted(CASTS))
def test_the_channel_is_one_of_a_forum(sample: str) -> None:
    (channel,) = written(sample)["team"]["channels"]
    forums = read_sample(sample).structure.forums
    assert f"#{channel['name']}" in {each.channel for each in forums}
    cast = CASTS[sample]
    assert len(cast.people) == len(set(cast.people))
