"""From a stored decision and its case to what a page or a report says: every rounding, every sentence.

Pages, PDF, Word and spreadsheet read the same view models, so that they cannot differ:

    reading = read(decision, case)
    banner = verdict.present(reading)
    report = report.present(reading, parts="full")
"""

from reports.presenters.reading import Reading, read

__all__ = ["Reading", "read"]
