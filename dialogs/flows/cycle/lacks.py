"""What a cycle's goals lack before they are as the method wants them; nothing is refused for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dialogs.okr.limits import FEWEST_KEY_RESULTS, MOST_KEY_RESULTS, MOST_OBJECTIVES
from dialogs.okr.model import Objective, ObjectiveId
from dialogs.retros import Aims
from dialogs.text import Listing, Text, Verbatim, say


def counts(aims: Aims) -> Mapping[ObjectiveId, int]:
    """Count the key results of each objective."""
    counted = Counter(each.objective for each in aims.key_results)
    return {each.id: counted[each.id] for each in aims.objectives}


def goals_words(aims: Aims) -> Text:
    """Say how many goals a unit has in a cycle."""
    if not aims.objectives:
        return say("cycle-goals-none")
    return say(
        "cycle-goals",
        objectives=say("cycle-objectives", count=len(aims.objectives)),
        results=say("cycle-results", count=len(aims.key_results)),
    )


def lacks(aims: Aims) -> Iterator[Text]:
    """Say what goals lack, a sentence each; nothing where they are as they should be."""
    counted = counts(aims)
    if len(aims.objectives) > MOST_OBJECTIVES:
        yield say("cycle-lacks-fewer", count=len(aims.objectives), most=MOST_OBJECTIVES)
    bare = [each for each in aims.objectives if not counted[each.id]]
    few = [each for each in aims.objectives if 0 < counted[each.id] < FEWEST_KEY_RESULTS]
    many = [each for each in aims.objectives if counted[each.id] > MOST_KEY_RESULTS]
    for key, found in (
        ("cycle-lacks-bare", bare),
        ("cycle-lacks-few", few),
        ("cycle-lacks-many", many),
    ):
        if found:
            limits = {"fewest": FEWEST_KEY_RESULTS, "most": MOST_KEY_RESULTS}
            yield say(key, goals=_titles(found), count=len(found), **limits)


def _titles(objectives: Sequence[Objective]) -> Text:
    return Listing(tuple(Verbatim(each.title) for each in objectives))
