"""The re-check, a step a file: fetch, extract, compare, anchor, decide, record.

The first five are pure: values in, values out. Importing this room loads nothing.
"""
