"""What can go wrong in a step, in one tree.

EngineError
|- FetchError            nothing usable came back
|  |- InvalidAddress     the address cannot be used at all
|  |- Refused            the policy forbids it; nothing was sent
|  |- NameNotFound       the name does not exist
|  |- NameUnresolved     the name could not be looked up
|  |- NotConnected       nothing answers at its addresses
|  |- NotSecured          its certificate does not prove that it is that site
|  |- DeadlinePassed     the wall clock ran out
|  |- BrokenAnswer       the answer broke off, or was not proper HTTP
|  |- TooLarge           more bytes came than a page may have
|  |- NotDecodable       the body is encoded in a way that is not accepted
|  `- RedirectsExhausted too many hops, or the same address twice
`- ExtractError          no text could be had from the body
   |- UnsupportedType    not a kind of document that is read
   |- Hostile            built to hang a parser
   |- Undecodable        the bytes are not what they claim to be
   |- Damaged            what the archive kept is lost, or other bytes
   `- ParserDied         the parsing process was killed or crashed

None of them leaves a step's border: `fetch` and `Parser.extract` answer with a
`Problem`, because a page that could not be read is a finding. Only the in-process
`extract.extract` raises, and the archive, of files that somebody has to bring back.
"""

from tracker.rules.vocabulary import CheckOutcome


class EngineError(Exception):
    """The root; `outcome` is what it means for the check."""

    outcome: CheckOutcome = CheckOutcome.PROTOCOL_ERROR


class FetchError(EngineError):
    """Nothing usable came back."""


class InvalidAddress(FetchError):
    outcome = CheckOutcome.INVALID_URL


class Refused(FetchError):
    outcome = CheckOutcome.REFUSED_SSRF


class NameNotFound(FetchError):
    outcome = CheckOutcome.DNS_NXDOMAIN


class NameUnresolved(FetchError):
    outcome = CheckOutcome.DNS_ERROR


class NotConnected(FetchError):
    outcome = CheckOutcome.CONNECT_ERROR


class NotSecured(FetchError):
    outcome = CheckOutcome.TLS_ERROR


class DeadlinePassed(FetchError):
    outcome = CheckOutcome.TIMEOUT


class BrokenAnswer(FetchError):
    outcome = CheckOutcome.PROTOCOL_ERROR


class TooLarge(FetchError):
    outcome = CheckOutcome.TOO_LARGE


class NotDecodable(FetchError):
    outcome = CheckOutcome.DECODE_ERROR


class RedirectsExhausted(FetchError):
    outcome = CheckOutcome.TOO_MANY_REDIRECTS


class ExtractError(EngineError):
    """No text could be had from the body."""

    outcome = CheckOutcome.EXTRACT_FAILED


class UnsupportedType(ExtractError):
    outcome = CheckOutcome.UNSUPPORTED_TYPE


class Hostile(ExtractError):
    """Built to hang a parser; refused before any parser sees it."""


class Undecodable(ExtractError):
    outcome = CheckOutcome.DECODE_ERROR


class Damaged(ExtractError):
    """What the archive kept is lost, or is not what its digest says."""


class ParserDied(ExtractError):
    """The parsing process was killed or crashed."""
