"""The report on paper: a decision and its case in, a PDF out that carries its own data and can be proved.

The same decision, case and edition give the same bytes: no clock, no chance, no network, own fonts.
"""

from reports.pdf.sheet import print_page, sheet_of
from reports.pdf.whole import draw
from reports.press.drawing import Unavailable, engine_name, is_available
from reports.press.job import Pdf, Sheet

__all__ = ["Pdf", "Sheet", "Unavailable", "draw", "engine_name", "is_available", "print_page", "sheet_of"]
