"""A decision in the files of other programs: Word, a spreadsheet, tables, and the case itself.

All but the case are written from the same reading of the printed report (reports.exports.reader).
"""

from reports.exports.comparison import COMPARISON_FILES, COMPARISON_TITLES, ToldCompared, make_comparison
from reports.exports.files import FILES, TITLES, File, make

__all__ = [
    "COMPARISON_FILES",
    "COMPARISON_TITLES",
    "FILES",
    "TITLES",
    "File",
    "ToldCompared",
    "make",
    "make_comparison",
]
