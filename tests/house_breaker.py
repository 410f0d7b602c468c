"""Breaks the house rule in a copy of the rooms, one case at a time, and writes down who noticed.

    python -m tests.house_breaker CASES VERDICTS      (in the copy's directory)

CASES is a JSON object: a sentence, and the imports to add, each as [importer, imported]. VERDICTS
gets the same sentences with the names of the contracts that broke. Building the graph of all rooms
takes a few hundredths of a second, so every case has a graph of its own; no room's code is run.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from importlinter.application.use_cases import create_report, read_user_options
from importlinter.cli import lint_imports


def main(cases: Path, verdicts: Path) -> None:
    # The command itself once: it reads the settings and learns our own kind of contract.
    lint_imports(no_cache=True, no_logo=True, is_debug_mode=True)
    told: dict[str, list[tuple[str, str]]] = json.loads(cases.read_text("utf-8"))
    found = {case: broken_by(imports) for case, imports in told.items()}
    verdicts.write_text(json.dumps(found), "utf-8")


def broken_by(imports: Iterable[tuple[str, str]]) -> list[str]:
    """The contracts that break while these imports stand in the copy."""
    before: dict[Path, bytes | None] = {}
    for importer, imported in imports:
        for module in (importer, imported):
            path = file_of(module)
            if Path(path.parts[0]).is_dir():  # one of ours; a library stays where it is
                before.setdefault(path, path.read_bytes() if path.exists() else None)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()
        with file_of(importer).open("a", encoding="utf-8") as file:
            file.write(f"\nimport {imported}\n")
    try:
        return broken()
    finally:
        for path, text in before.items():
            if text is None:
                path.unlink()
            else:
                path.write_bytes(text)


def broken() -> list[str]:
    """The contracts that the copy does not keep."""
    report = create_report(read_user_options(), cache_dir=None)
    if report.could_not_run:
        raise ValueError(report.invalid_contract_options)
    return [
        contract.name for contract, check in report.get_contracts_and_checks() if not check.kept
    ]


def file_of(module: str) -> Path:
    """Where a module lies, or would lie."""
    path = Path(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
