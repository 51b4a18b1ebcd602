"""The engine's site, clock and desk, for channels that are read for answers."""

from tests.engine.conftest import clock, desk, pages, parser

__all__ = ["clock", "desk", "pages", "parser"]
