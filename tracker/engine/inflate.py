"""Decode a body while it arrives, and stop at a cap whatever it would unfold to."""

import zlib

from tracker.engine.errors import NotDecodable

_GZIP = 31  # zlib's way to say: with a gzip header
_PACKED = frozenset({"gzip", "x-gzip"})
# Some sites name the charset there, or say that there is none.
_AS_IT_IS = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit"})


class Inflater:
    """Takes wire bytes, keeps at most `cap` decoded ones; `is_full` says it stopped.

    Only gzip is asked for, so only gzip is taken; stacked encodings are a bomb.
    """

    def __init__(self, encoding: str, *, cap: int) -> None:
        name = encoding.strip().lower()
        if name not in _AS_IT_IS | _PACKED:
            raise NotDecodable(f"the encoding {encoding[:60]!r} was not asked for")
        self._gzip = zlib.decompressobj(_GZIP) if name in _PACKED else None
        self._kept = bytearray()
        self._has_begun = False
        self._cap = cap
        self.is_full = False

    def feed(self, data: bytes) -> None:
        """Take the next wire bytes."""
        self._has_begun = True
        room = self._cap - len(self._kept)
        # One byte more than fits, to tell a body that fits from one that goes on.
        decoded = self._inflated(data, room + 1)
        self._kept += decoded[:room]
        self.is_full = len(decoded) > room

    def finish(self) -> bytes:
        """The decoded body; a gzip stream that breaks off is an error."""
        is_over = self._gzip is None or self._gzip.eof or self.is_full
        # An answer without a body may still name an encoding.
        if self._has_begun and not is_over:
            raise NotDecodable("the gzip stream breaks off")
        return bytes(self._kept)

    def _inflated(self, data: bytes, limit: int) -> bytes:
        if self._gzip is None:
            return data[:limit]
        if self._gzip.eof:
            # What follows the stream is dropped here; zlib would pile it up.
            return b""
        try:
            return self._gzip.decompress(data, limit)
        except zlib.error as error:
            raise NotDecodable("the gzip stream is broken") from error
