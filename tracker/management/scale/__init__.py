"""A desk of any size, made by the database: rows for measuring, not for reading.

`rows/` says what a row of each table is, `seeding.py` writes them in batches.
"""
