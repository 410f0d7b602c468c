"""The contract that gives each library from outside its room, for import-linter.

import-linter can forbid named libraries, but a list of what is forbidden says nothing about the
library that somebody adds next year. This contract is the other way round: a table of every
library and the modules that may import it. What is not in the table may not be imported at all.

It is named in ``[tool.importlinter]`` of pyproject.toml and runs with ``make check``.
"""

import sys
from dataclasses import dataclass

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


@dataclass(frozen=True, slots=True)
class Library:
    """One row of the table: a library's top-level package and the modules it belongs to."""

    name: str
    homes: tuple[str, ...]

    def admits(self, module: str) -> bool:
        """Whether `module` is one of the homes or lies inside one."""
        return any(_is_inside(module, home) for home in self.homes)


class LibraryField(fields.Field[Library]):
    """Reads a row written as ``"library: home, another.home"``."""

    def parse(self, raw_data: str | list[str]) -> Library:
        """Turn the text of one row into a `Library`.

        Raises:
            fields.ValidationError: the row names no library or no home.
        """
        text = fields.StringField().parse(raw_data)
        name, _, homes = text.partition(":")
        library = Library(name.strip(), tuple(h.strip() for h in homes.split(",") if h.strip()))
        if not library.name or not library.homes:
            raise fields.ValidationError(f"Write 'library: home, another.home', not {text!r}.")
        return library


class OutsideContract(Contract):
    """Libraries that are not Python's own are imported by the modules of a table, and no others.

    Configuration options:
        importers: the packages this contract looks at.
        libraries: every library they may import, as ``"library: home, another.home"``.
    """

    type_name = "outside"

    importers = fields.ListField(subfield=fields.StringField())
    libraries = fields.ListField(subfield=LibraryField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect each import of a library by a module that is not one of its homes."""
        importers: list[str] = self.importers  # type: ignore[assignment]  # a field is a descriptor
        libraries: list[Library] = self.libraries  # type: ignore[assignment]  # the same
        table = {library.name: library for library in libraries}
        own = set(self.session_options["root_packages"])
        found: list[str] = []
        for name in sorted(graph.modules):
            if name.partition(".")[0] in own or name in sys.stdlib_module_names:
                continue
            for module in sorted(graph.find_modules_that_directly_import(name)):
                if not any(_is_inside(module, importer) for importer in importers):
                    continue
                library = table.get(name)
                if library is None:
                    found.append(f"{module} -> {name} (not in the table of libraries)")
                elif not library.admits(module):
                    found.append(f"{module} -> {name} (belongs to {', '.join(library.homes)})")
        return ContractCheck(kept=not found, metadata={"imports": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each import that is not allowed."""
        for line in check.metadata["imports"]:
            output.print_error(f"- {line}", bold=False)
        output.new_line()


def _is_inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
