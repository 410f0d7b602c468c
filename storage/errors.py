"""What can go wrong in this room; each message says what happened and what to do.

StorageError
├── DatabaseUrlError          DATABASE_URL names nothing that Rytmi can use
├── DatabaseUnavailableError  the database cannot be reached, or stayed busy for too long
├── CommitUnknownError        the connection broke in a commit, which may have happened
├── TakenMeanwhileError       another transaction did the same at the same time
│   └── PassedStageError      a retro has gone on, and takes this no more
├── SchemaError               the tables cannot be brought to this version
├── ReadOnlyError             a reading transaction tried to write
├── BrokenReferenceError      a row names another that does not exist
├── StructureError            a circle in the tree of units or in the alignment
│   └── MeasureKindError      a key result with answers is to be measured in another way
├── ShutCycleError            an answer for a cycle that takes none
├── UnknownOrganisationError  no organisation has this id
├── WorkbookError             a workbook cannot be read or written (storage.workbook.read)
└── StoreClosedError          the store was closed before the job could run

Those that may pass by themselves are `dialogs.ports.StoreUnavailableError` too, so that a door can
ask for patience without knowing this room.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dialogs.okr.model import CycleId, KeyResultId, UnitId
from dialogs.ports import StoreUnavailableError


class StorageError(Exception):
    """The root of this room's errors."""


class DatabaseUrlError(StorageError):
    """DATABASE_URL names nothing that Rytmi can use; the message gives the right forms."""


class DatabaseUnavailableError(StorageError, StoreUnavailableError):
    """The database cannot be reached, or stayed busy for too long; nothing was written."""


class CommitUnknownError(StorageError, StoreUnavailableError):
    """The connection broke while committing; a repeat under the same claim is safe."""


class TakenMeanwhileError(StorageError, StoreUnavailableError):
    """Another transaction took a delivery, or did the same thing, meanwhile; nothing was written.

    The store runs the job once more, and it finds what the other has done.
    """


class PassedStageError(TakenMeanwhileError):
    """A retro has gone on meanwhile, and takes this no more; nothing was written."""


class SchemaError(StorageError):
    """The tables belong to another version of Rytmi."""


class ReadOnlyError(StorageError):
    """A reading transaction tried to write; nothing was written."""


class BrokenReferenceError(StorageError):
    """A row names one that does not exist, or breaks a rule of its table; nothing was written."""


class StructureError(StorageError):
    """A structure that cannot be saved, such as a unit above itself; nothing was written."""


class MeasureKindError(StructureError):
    """Key results that have answers are to be measured in another way; nothing was written."""

    def __init__(self, key_results: Sequence[KeyResultId]) -> None:
        super().__init__(
            f"these key results have answers, and their kind cannot change any more: "
            f"{', '.join(sorted(key_results))}; give what is measured anew an id of its own"
        )
        self.key_results = tuple(key_results)


class ShutCycleError(StorageError):
    """An answer is about a cycle that takes none; nothing was written."""

    def __init__(self, places: Collection[tuple[UnitId, CycleId]]) -> None:
        """Take the units with the cycles that are closed there, or not opened yet."""
        named = ", ".join(f"{cycle!r} in {unit!r}" for unit, cycle in sorted(set(places)))
        super().__init__(f"closed or not opened yet, and taking no answers: {named}")
        self.places = frozenset(places)


class UnknownOrganisationError(StorageError):
    """No organisation has this id; import one first."""


class StoreClosedError(StorageError, StoreUnavailableError):
    """The store was closed before the job could run; nothing was written."""
