"""A decision in the files of other programs: Word, a spreadsheet, tables, and the case itself."""
