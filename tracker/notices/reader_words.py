"""Changes in the words of a letter: in the language of each reader, many at once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from tracker.models import ClaimTopic, Subscription
from tracker.models.as_of import records
from tracker.models.public_changes import named
from tracker.notices import words
from tracker.notices.news import in_language
from tracker.notices.reader_letters import Part
from tracker.rules.changes import Change, told
from tracker.rules.facts import Moment, Record
from tracker.rules.headline import compose
from tracker.rules.label import join
from tracker.rules.phrases import phrase
from tracker.rules.voices import voice_of


@dataclass(frozen=True)
class Words:
    """What letters need to know of the claims that changed."""

    moment: Moment
    slugs: dict[int, str]
    records: dict[int, Record]
    statements: dict[int, dict[str, str]]
    parties_of: dict[int, set[int]]
    topics_of: dict[int, set[int]]

    @property
    def claims(self) -> set[int]:
        return set(self.slugs)

    @property
    def parties(self) -> set[int]:
        return set().union(*self.parties_of.values())

    @property
    def topics(self) -> set[int]:
        return set().union(*self.topics_of.values())

    def part(self, change: Change, by: Subscription) -> Part | None:
        """A change in the language of a subscription; None where it was corrected
        meanwhile."""
        language = by.language
        record, translate = self.records[change.claim], phrase(language)
        said = told(change, record, self.moment, translate=translate, language=language)
        if said is None:
            return None
        line = compose(record, self.moment, translate=translate, language=language)
        label, rest = join(line.label), join(line.clauses)
        return {
            "claim": change.claim,
            "by": by.pk,
            "title": said.title,
            "statement": in_language(self.statements[change.claim], language),
            "headline": ". ".join(words for words in (label, rest) if words),
            "path": f"/claims/{self.slugs[change.claim]}/",
        }


def worded(found: list[Change], now: datetime) -> Words:
    """What is to be known of some changes, in a constant number of questions."""
    moment, ids = Moment(as_of=now, known_at=now), {one.claim for one in found}
    known = records(ids, moment)
    return Words(
        moment=moment,
        slugs=named(ids),
        records=known,
        statements=words.statements(ids, now),
        parties_of={claim: _parties(record) for claim, record in known.items()},
        topics_of=_topics(ids, now),
    )


def _parties(record: Record) -> set[int]:
    """Those with a part or a word in a claim, and those in whose name they speak."""
    named = {
        *(row.party for row in record.roles),
        *(row.party for row in record.positions),
    }
    return named | {voice_of(one, record.parties) for one in named}


def _topics(claims: set[int], now: datetime) -> dict[int, set[int]]:
    rows = ClaimTopic.objects.known(now).filter(claim__in=claims)
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows.latest_per("claim", "topic"):
        if not row.is_ended:
            found[row.claim_id].add(row.topic_id)
    return found
