"""The verdicts of a dataset: in the terminal, as a workbook, and as pages with the sentences marked in their text."""
