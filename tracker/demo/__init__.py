"""The demo: a fictional press on loopback, the demo desk that cites it, and the tour.

The press needs no database and no Django; only the desk and the tour do.
"""
