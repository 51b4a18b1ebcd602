"""Work on many rows: asked for once, done by workers in batches, with progress.

Every row goes through the functions and the questions of permission that a single one
goes through.
"""
