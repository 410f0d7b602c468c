"""Tokens at rest: sealed, bound to their workspace, and sealed anew when the keys change."""

from __future__ import annotations

import pytest

from adapters.slack.errors import SealError, SetUpError
from adapters.slack.installing.vault import Vault, new_key

TOKEN = "xoxb-1-secret"


def test_what_is_sealed_opens_again_and_is_nowhere_in_the_clear() -> None:
    vault = Vault([new_key()])
    sealed = vault.seal("T1", {"token": TOKEN, "refresh": "xoxe-1"})
    assert TOKEN not in sealed
    assert vault.open("T1", sealed) == {"token": TOKEN, "refresh": "xoxe-1"}


def test_the_same_secret_is_sealed_differently_each_time() -> None:
    vault = Vault([new_key()])
    assert vault.seal("T1", {"token": TOKEN}) != vault.seal("T1", {"token": TOKEN})


def test_a_row_copied_to_another_workspace_does_not_open_there() -> None:
    vault = Vault([new_key()])
    sealed = vault.seal("T1", {"token": TOKEN})
    with pytest.raises(SealError, match="T2"):
        vault.open("T2", sealed)


@pytest.mark.parametrize("spoilt", ["", "no seal at all", "gAAAAA", "ä" * 80])
def test_what_was_never_sealed_does_not_open(spoilt: str) -> None:
    with pytest.raises(SealError):
        Vault([new_key()]).open("T1", spoilt)


def test_one_changed_letter_is_noticed() -> None:
    vault = Vault([new_key()])
    sealed = vault.seal("T1", {"token": TOKEN})
    other = "A" if sealed[40] != "A" else "B"
    with pytest.raises(SealError):
        vault.open("T1", sealed[:40] + other + sealed[41:])


def test_keys_are_changed_in_three_steps_and_nothing_is_lost() -> None:
    old, new = new_key(), new_key()
    sealed = Vault([old]).seal("T1", {"token": TOKEN})
    both = Vault([new, old])
    assert both.open("T1", sealed) == {"token": TOKEN}
    resealed = both.reseal("T1", sealed)
    assert Vault([new]).open("T1", resealed) == {"token": TOKEN}
    with pytest.raises(SealError, match="SLACK_TOKEN_KEYS"):
        Vault([new]).open("T1", sealed)


def test_resealing_does_not_bind_a_stolen_row_to_its_thief() -> None:
    vault = Vault([new_key()])
    with pytest.raises(SealError):
        vault.reseal("T2", vault.seal("T1", {"token": TOKEN}))


def test_without_keys_nothing_is_stored_and_the_setting_is_named() -> None:
    with pytest.raises(SetUpError) as raised:
        Vault([])
    assert raised.value.setting == "SLACK_TOKEN_KEYS"
    assert "rytmi slack key" in raised.value.remedy


@pytest.mark.parametrize(
    "spoilt",
    ["short", "not base64!" * 4, "ä" * 44, new_key()[:-4]],
    ids=["short", "not base64", "not ASCII", "cut off"],
)
def test_a_key_that_is_none_is_named_by_its_place_and_not_shown(spoilt: str) -> None:
    with pytest.raises(SetUpError) as raised:
        Vault([new_key(), spoilt])
    assert raised.value.setting == "SLACK_TOKEN_KEYS"
    assert "number 2" in raised.value.problem
    assert spoilt not in str(raised.value)


def test_nothing_secret_in_what_is_printed() -> None:
    key = new_key()
    assert key not in repr(Vault([key]))
