"""A dataset in the forms that offices and other programs take: workbooks, CSV, DuckDB and SQLite files."""
