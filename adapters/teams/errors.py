"""What can go wrong between Rytmi and Teams, told apart by who must do something about it.

TeamsDoorError
├── SetUpError            a setting is wrong or missing: the operator
│   └── UnreachedError    Microsoft does not answer; it may be a setting, and may pass by itself
├── AddressError          a service address that is none of Microsoft's: nothing is sent there
├── ConnectorError        Microsoft says no; carries a status, its word for it, and its patience
├── GoneError             the tenant has removed Rytmi, or never had it: nobody here
└── TooLateError          a request was held up until it was no longer ours to send: nobody
"""

from __future__ import annotations


class TeamsDoorError(Exception):
    """Something between Rytmi and Teams; its words never quote a token or a message."""


class SetUpError(TeamsDoorError):
    """A setting is wrong or missing; ``setting`` is its name, ``remedy`` what to do about it."""

    def __init__(self, setting: str, problem: str, remedy: str) -> None:
        super().__init__(f"{setting}: {problem}. {remedy}")
        self.setting = setting
        self.problem = problem
        self.remedy = remedy


class UnreachedError(SetUpError):
    """Microsoft does not answer, or nothing that Microsoft says; it may pass by itself."""


class AddressError(TeamsDoorError):
    """Something should go to an address that is none of Microsoft's."""


class ConnectorError(TeamsDoorError):
    """Microsoft has refused a call."""

    def __init__(self, status: int, code: str = "", retry_after: float = 0.0) -> None:
        super().__init__(f"Microsoft says {status} {code}".rstrip())
        self.status = status
        self.code = code
        """Microsoft's word, such as ``BotNotInConversationRoster``; empty where there was none."""
        self.retry_after = retry_after
        """Seconds; 0: none were named."""


class GoneError(TeamsDoorError):
    """There is no Rytmi in this tenant (any more)."""

    def __init__(self, tenant: str, why: str) -> None:
        super().__init__(f"Rytmi is not installed in {tenant}: {why}")
        self.tenant = tenant
        self.why = why


class TooLateError(TeamsDoorError):
    """A request was not sent, because somebody else may have taken it over by now."""
