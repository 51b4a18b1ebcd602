"""Whom the desk asked, and where it looked and found nothing: all three silences."""

from tracker.demo.desk.types import Inquiry, Silence, at
from tracker.rules.vocabulary import InquiryChannel, SilenceKind

ASKED_BY = "The demo desk, with The Paper Lantern"


def asked(key: str, claim: int, party: str, question: str) -> Inquiry:
    """One of the four requests of the afternoon of 8 April."""
    return Inquiry(
        key=key,
        claim=claim,
        party=party,
        asked=at("2025-04-08 14:10"),
        recorded=at("2025-04-08 14:30"),
        channel=InquiryChannel.EMAIL,
        asked_by=ASKED_BY,
        question=question,
        deadline=at("2025-04-08 18:00"),
    )


CAPTURED = "Can you confirm that two Chinese citizens were captured on 8 April?"
SERVED = "Can you confirm that the two men served in Russia’s forces?"

INQUIRIES: tuple[Inquiry, ...] = (
    asked("moscow-1", 1, "moscow", CAPTURED),
    asked("moscow-2", 2, "moscow", SERVED),
    asked("beijing-1", 1, "beijing", CAPTURED),
    asked("beijing-2", 2, "beijing", SERVED),
    Inquiry(
        key="beijing-9",
        claim=9,
        party="beijing",
        asked=at("2025-04-11 08:00"),
        recorded=at("2025-04-11 08:05"),
        channel=InquiryChannel.EMAIL,
        asked_by="The demo desk",
        question="Did the ministry receive Ukraine’s request for an official answer "
        "about the two men, and on which date?",
        deadline=at("2025-04-16 16:00"),
    ),
)


def unanswered(
    claim: int, party: str, inquiry: str, looked: str, recorded: str
) -> Silence:
    return Silence(
        claim=claim,
        party=party,
        kind=SilenceKind.ASKED_NO_RESPONSE,
        looked=at(looked),
        recorded=at(recorded),
        inquiry=inquiry,
    )


def nothing_found(claim: int, party: str, looked: str, recorded: str) -> Silence:
    return Silence(
        claim=claim,
        party=party,
        kind=SilenceKind.NO_STATEMENT_FOUND,
        looked=at(looked),
        recorded=at(recorded),
    )


def not_checked(claim: int, party: str, since: str) -> Silence:
    return Silence(
        claim=claim,
        party=party,
        kind=SilenceKind.NOT_CHECKED,
        looked=at(since),
        recorded=at(since),
    )


SILENCES: tuple[Silence, ...] = (
    # North Korean troops: two capitals that said nothing for months
    nothing_found(8, "moscow", "2025-02-11 16:00", "2025-02-11 16:10"),
    nothing_found(8, "pyongyang", "2025-02-11 16:05", "2025-02-11 16:12"),
    nothing_found(8, "moscow", "2025-03-20 10:00", "2025-03-20 10:15"),
    nothing_found(8, "pyongyang", "2025-03-20 10:05", "2025-03-20 10:16"),
    nothing_found(8, "moscow", "2025-04-18 09:00", "2025-04-18 09:10"),
    nothing_found(8, "pyongyang", "2025-04-26 20:00", "2025-04-26 20:15"),
    # Belgorod: no official confirmation from Moscow
    nothing_found(4, "moscow", "2025-04-08 09:00", "2025-04-08 09:20"),
    nothing_found(4, "moscow", "2025-04-12 15:00", "2025-04-12 15:10"),
    # The two men: asked on the afternoon of 8 April
    unanswered(1, "moscow", "moscow-1", "2025-04-08 18:10", "2025-04-08 18:30"),
    unanswered(2, "moscow", "moscow-2", "2025-04-08 18:10", "2025-04-08 18:31"),
    unanswered(1, "beijing", "beijing-1", "2025-04-08 18:10", "2025-04-08 18:32"),
    unanswered(2, "beijing", "beijing-2", "2025-04-08 18:10", "2025-04-08 18:33"),
    # Kyiv's request: looked for first, then asked
    nothing_found(9, "beijing", "2025-04-09 09:30", "2025-04-09 10:00"),
    unanswered(9, "beijing", "beijing-9", "2025-04-16 16:30", "2025-04-16 17:00"),
    # Nobody has looked yet, and the desk says so
    not_checked(3, "moscow", "2025-04-08 13:20"),
    not_checked(6, "moscow", "2025-04-08 07:20"),
    not_checked(11, "kyiv", "2025-04-12 09:15"),
)
