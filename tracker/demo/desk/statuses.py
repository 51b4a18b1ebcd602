"""What the desk concluded, when, and why."""

from tracker.demo.desk.types import StatusChange, at
from tracker.rules.vocabulary import Status

STATUSES: tuple[StatusChange, ...] = (
    StatusChange(
        claim=8,
        status=Status.UNCONFIRMED,
        decided=at("2025-02-12 08:50"),
        recorded=at("2025-02-12 08:50"),
        turns_on=("moscow", "pyongyang"),
        reason="One independent origin so far, a news agency’s own examination of "
        "papers and radio traffic. Neither government has acknowledged it.",
    ),
    StatusChange(
        claim=8,
        status=Status.CORROBORATED,
        decided=at("2025-02-21 10:00"),
        recorded=at("2025-02-21 10:00"),
        reason="A second origin: mappers placed footage from eleven places without "
        "using either army’s material. It shares nothing with the agency’s papers.",
    ),
    StatusChange(
        claim=5,
        status=Status.UNCONFIRMED,
        decided=at("2025-03-19 08:55"),
        recorded=at("2025-03-19 08:55"),
        turns_on=("kyiv",),
        reason="Russia’s defence ministry alone says so. Kyiv’s answer names no region "
        "and takes no position.",
    ),
    StatusChange(
        claim=4,
        status=Status.UNCONFIRMED,
        decided=at("2025-04-08 09:40"),
        recorded=at("2025-04-08 09:40"),
        turns_on=("moscow",),
        reason="Kyiv acknowledges it in public for the first time. No statement of "
        "Moscow was found; repelled attempts are a different claim.",
    ),
    StatusChange(
        claim=6,
        status=Status.UNCONFIRMED,
        decided=at("2025-04-08 08:25"),
        recorded=at("2025-04-08 08:25"),
        reason="Kyiv’s word only. Moscow has not been asked or looked for yet, so the "
        "label does not name it.",
    ),
    StatusChange(
        claim=1,
        status=Status.UNCONFIRMED,
        decided=at("2025-04-08 18:45"),
        recorded=at("2025-04-08 18:45"),
        turns_on=("moscow", "beijing"),
        reason="Kyiv and, for it, the SBU say so. Moscow and Beijing were asked and "
        "had not answered by the deadline.",
    ),
    StatusChange(
        claim=2,
        status=Status.UNCONFIRMED,
        decided=at("2025-04-08 18:50"),
        recorded=at("2025-04-08 18:50"),
        turns_on=("moscow", "beijing"),
        reason="Documents and bank cards were shown by Kyiv, and nobody independent "
        "has examined them. Moscow and Beijing had not answered by the deadline.",
    ),
    StatusChange(
        claim=3,
        status=Status.UNCONFIRMED,
        decided=at("2025-04-08 18:55"),
        recorded=at("2025-04-08 18:55"),
        reason="Kyiv gives neither a number nor evidence. Nobody else has been asked "
        "about this wider statement yet.",
    ),
    StatusChange(
        claim=3,
        status=Status.DENIED,
        decided=at("2025-04-09 10:00"),
        recorded=at("2025-04-09 10:00"),
        turns_on=("beijing",),
        reason="Beijing says that there is no basis for it, and nothing independent "
        "supports it. Beijing’s other answer, that it is verifying, is about the two "
        "captured men and does not belong here.",
    ),
    StatusChange(
        claim=9,
        status=Status.UNCONFIRMED,
        decided=at("2025-04-09 10:10"),
        recorded=at("2025-04-09 10:10"),
        turns_on=("beijing",),
        reason="Announced by Kyiv. Beijing has not said that a request arrived.",
    ),
    StatusChange(
        claim=10,
        status=Status.UNVERIFIABLE,
        decided=at("2025-04-11 09:30"),
        recorded=at("2025-04-11 09:30"),
        reason="The addressee was not named, and the ministry would not name it when "
        "asked. Whom a speaker meant and did not say cannot be checked.",
    ),
    StatusChange(
        claim=7,
        status=Status.UNCONFIRMED,
        decided=at("2025-04-11 17:40"),
        recorded=at("2025-04-11 17:40"),
        turns_on=("kyiv",),
        reason="One independent origin, the mappers; other reports repeat them. Kyiv "
        "does not discuss positions.",
    ),
    StatusChange(
        claim=11,
        status=Status.UNCONFIRMED,
        decided=at("2025-04-12 10:50"),
        recorded=at("2025-04-12 10:50"),
        reason="Reported without a source. Kyiv publishes no current figure, and the "
        "desk has not asked for one yet.",
    ),
    StatusChange(
        claim=8,
        status=Status.CONFIRMED,
        decided=at("2025-04-26 12:00"),
        recorded=at("2025-04-26 12:00"),
        turns_on=("moscow",),
        reason="Moscow acknowledges it in public: a report of the chief of the general "
        "staff that the Kremlin published. Pyongyang is still silent.",
    ),
)

# Not in the desk at first: what an editor decides when Pyongyang's answer is found.
AFTER_ANSWER = StatusChange(
    claim=8,
    status=Status.CONFIRMED,
    decided=at("2025-04-28 06:00"),
    recorded=at("2025-04-28 06:00"),
    turns_on=("moscow", "pyongyang"),
    reason="Pyongyang now acknowledges it too, in a statement of its central military "
    "commission, two days after Moscow.",
)
