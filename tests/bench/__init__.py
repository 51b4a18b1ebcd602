"""The engine against its figures: generated cases, and real pages where they are.

`python -m tests.bench` prints the table; nothing here is needed to run the project.
"""
