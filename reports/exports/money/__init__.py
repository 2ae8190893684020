"""The money model as formulas of a spreadsheet, rule by rule as docs/method.md has them."""
