"""What can go wrong between Rytmi and Slack, told apart by who must do something about it.

SlackDoorError
├── SetUpError            a setting is wrong or missing: the operator
│   └── UnreachedError    Slack does not answer; it may be a setting, and may pass by itself
├── SealError             stored credentials cannot be opened: the operator
├── AddressError          an address that is none of Slack's: nothing is sent there
├── GoneError             the workspace has removed Rytmi, or never had it: nobody here
└── TooLateError          a request was held up until it was no longer ours to send: nobody
"""

from __future__ import annotations


class SlackDoorError(Exception):
    """Something between Rytmi and Slack; its words never quote a token or a message."""


class SetUpError(SlackDoorError):
    """A setting is wrong or missing; ``setting`` is its name, ``remedy`` what to do about it."""

    def __init__(self, setting: str, problem: str, remedy: str) -> None:
        super().__init__(f"{setting}: {problem}. {remedy}")
        self.setting = setting
        self.problem = problem
        self.remedy = remedy


class UnreachedError(SetUpError):
    """Slack does not answer, or nothing that Slack says; it may pass by itself."""


class SealError(SlackDoorError):
    """Sealed credentials do not open: their key is not given, or they are another workspace's."""


class AddressError(SlackDoorError):
    """Something should go to an address that is none of Slack's."""


class GoneError(SlackDoorError):
    """There is no Rytmi in this workspace (any more)."""

    def __init__(self, workspace: str, why: str) -> None:
        super().__init__(f"Rytmi is not installed in {workspace}: {why}")
        self.workspace = workspace
        self.why = why


class TooLateError(SlackDoorError):
    """A request was not sent, because somebody else may have taken it over by now."""
