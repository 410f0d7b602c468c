"""An organisation as people keep it: a folder of CSV files or one .xlsx workbook, in and out."""

from storage.workbook.problems import Problem
from storage.workbook.read import Reading, WorkbookError, read_check_ins, read_workbook
from storage.workbook.write import write_workbook

__all__ = [
    "Problem",
    "Reading",
    "WorkbookError",
    "read_check_ins",
    "read_workbook",
    "write_workbook",
]
