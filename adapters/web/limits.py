"""What the page bounds, and by how much: one table, read by whoever draws or takes something in."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

BODY_BYTES: Final = 256 * 1024
"""A request's body; a form with every field at its longest takes a quarter of it."""

MESSAGE_CHARACTERS: Final = 3_000
"""A line written to Rytmi."""

NUMBER_CHARACTERS: Final = 60
"""A number as people write it, with its unit and a slip or two."""

VALUE_CHARACTERS: Final = 20_000
"""Any value that arrives; a field's own, lower bound is the flow's to explain."""

ID_CHARACTERS: Final = 200
"""An id that arrives: person, channel, session, field, flow, step."""

DIGITS: Final = 15
"""A whole number that arrives: a version, a place; small enough for every database."""

FIELDS: Final = 500
"""Fields in one request."""

NONCE_CHARACTERS: Final = 100
"""What tells a repeated request from a new one."""

MESSAGES_SHOWN: Final = 80
"""The newest messages of a conversation; a page shows no older ones."""

PEOPLE_SHOWN: Final = 400
"""Places in the left column; in a larger organisation the page says that there are more."""

ASIDES_KEPT: Final = 40
"""Private replies and typed lines that a conversation shows again after a page is reloaded."""

CONVERSATIONS_KEPT: Final = 500
"""Conversations whose asides are kept; the one not visited for longest goes first."""

MOVES_KEPT: Final = 200
"""Moves of the clock that are recognised when they are asked for again."""

RADIO_OPTIONS: Final = 6
"""Up to so many options a choice shows all at once; above, it is a list that opens."""

POLL: Final = timedelta(seconds=2)
"""How often an open page looks for news even though nobody rang."""

POLL_WHILE_MOVING: Final = timedelta(milliseconds=250)
"""The same while the clock is on its way, so that its hands are seen to move."""

KEEP_ALIVE: Final = timedelta(seconds=15)
"""The longest silence on a stream of news."""

SETTLING: Final = timedelta(milliseconds=150)
"""Time a postman needs, at most and usually, to note a delivery before pages look for it."""

AGAIN_SECONDS: Final = 5
"""When it is worth asking again while the store cannot be reached."""

RUNNING_REHEARSALS: Final = 4
"""Rehearsals that run or wait for their turn; who asks for one more is told to come back."""

REHEARSALS_KEPT: Final = 8
"""Rehearsals that are shown again without being run again, for a short while."""

REHEARSAL_FRESH: Final = timedelta(seconds=60)
"""How long a rehearsal is shown again; then it is run anew."""

REHEARSAL_LONGEST: Final = timedelta(minutes=3)
"""How long a rehearsal for a page may run; the command line has more time."""

REHEARSAL_PATIENCE: Final = timedelta(milliseconds=800)
"""How long a page waits for a rehearsal before it shows how far it has come."""

ROWS_UNFOLDED: Final = 3
"""Units that a rehearsal shows at once on one day; more of them open when somebody asks."""

NAMES_IN_A_ROW: Final = 12
"""Receivers that a rehearsal names in one row before the others are only counted."""

ARRIVALS_NAMED: Final = 6
"""Places with news that are named after a jump of the clock; the others have a dot."""

HARVEST_SHOWN: Final = timedelta(minutes=5)
"""How long pages say what the clock's last move has brought, by Rytmi's clock."""
