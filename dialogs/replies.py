"""The one thing that goes back inside the open request; everything else goes through the outbox."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.text import Reader
from dialogs.views import Form, View


@dataclass(frozen=True, slots=True)
class Nothing:
    """All is said elsewhere, or nothing needs saying."""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Open this form for the person; in reply to a page of it, show the next one.

    Then ``form.given`` holds every field of the pages that were sent, empty ones too, so the next
    page is the first that has a field which is not in it: key results may have come and gone.
    """

    form: Form


@dataclass(frozen=True, slots=True)
class Correct:
    """Keep the form open, with its errors and everything typed."""

    form: Form


@dataclass(frozen=True, slots=True)
class Close:
    """Close the form and show this in its place."""

    view: View


@dataclass(frozen=True, slots=True)
class Show:
    """Show this to the person alone."""

    view: View


Act = Nothing | OpenForm | Correct | Close | Show


@dataclass(frozen=True, slots=True)
class Reply:
    """What the door draws into its response, and for whom."""

    reader: Reader
    act: Act
    secret: bool = False
    """What it shows holds what somebody has typed in secret, or may: it goes into the open
    response and is kept nowhere. A repeat is answered anew, from what it brings itself."""
