"""One right row of every table, to be spoilt by a test in one column at a time."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from tests import factories as make
from tests.factories import day
from tracker import models as m
from tracker.rules.vocabulary import InquiryChannel, SilenceKind

Columns = Mapping[str, Any]


@dataclass(frozen=True)
class World:
    """Rows for others to point at; `other_...` are strangers to the first ones."""

    claim: m.Claim = field(default_factory=make.add_claim)
    other_claim: m.Claim = field(default_factory=make.add_claim)
    party: m.Party = field(default_factory=make.add_party)
    source: m.Source = field(default_factory=make.add_source)
    other_source: m.Source = field(default_factory=make.add_source)
    user: User = field(default_factory=lambda: User.objects.create_user("editor"))
    other_user: User = field(
        default_factory=lambda: User.objects.create_user("colleague")
    )
    topic: m.Topic = field(
        default_factory=lambda: m.Topic.objects.create(slug="war", names={"en": "War"})
    )

    @cached_property
    def snapshot(self) -> m.Snapshot:
        return make.add_snapshot(self.source, at=day(1))

    @cached_property
    def notice(self) -> m.Notice:
        return m.Notice.objects.create(key="1", kind="assigned", path="/", at=day(3))

    @cached_property
    def position(self) -> m.Position:
        return make.add_position(self.claim, self.party, at=day(1))

    @cached_property
    def inquiry(self) -> m.Inquiry:
        return make.add_inquiry(self.claim, self.party, at=day(1))

    @cached_property
    def silence(self) -> m.Silence:
        return make.add_silence(self.claim, self.party, at=day(1))

    @cached_property
    def status(self) -> m.StatusChange:
        return make.add_status(self.claim, at=day(1))

    @cached_property
    def citation(self) -> m.Citation:
        return make.add_citation(self.claim, self.source, at=day(1))

    @cached_property
    def item(self) -> m.ReviewItem:
        return m.ReviewItem.objects.create(
            kind="page_gone", urgency=2, source=self.source
        )

    @cached_property
    def check(self) -> m.Check:
        return make.add_check(self.source, at=day(1))

    @cached_property
    def watch(self) -> m.Watch:
        return m.Watch.objects.create(party=self.party, source=self.source, kind="feed")

    @cached_property
    def submission(self) -> m.Submission:
        return m.Submission.objects.create(title="An article", text="Its text.")

    @cached_property
    def upload(self) -> m.Upload:
        return m.Upload.objects.create(name="a.csv", size=9, uploaded_by=self.user)

    @cached_property
    def job(self) -> m.Job:
        return m.Job.objects.create(kind="claims", asked_by=self.user)


NAMES = {"en": "Kyiv", "uk": "Київ"}
DIGEST = "0123456789abcdef" * 4

RIGHT: Mapping[type[Model], Callable[[World], Columns]] = {
    m.Party: lambda w: {"slug": "kyiv"},
    m.PartyProfile: lambda w: {"party": w.party, "names": NAMES, "kind": "state"},
    m.Claim: lambda w: {"slug": "a-claim"},
    m.ClaimWording: lambda w: {"claim": w.claim, "statement": "It is so."},
    m.ClaimWorkflow: lambda w: {"claim": w.claim, "state": "draft"},
    m.ClaimParty: lambda w: {"claim": w.claim, "party": w.party, "role": "claimant"},
    m.ClaimRelation: lambda w: {
        "claim": w.claim,
        "kind": "updates",
        "other": w.other_claim,
    },
    m.SlugRedirect: lambda w: {"old_slug": "before", "claim": w.claim},
    m.Topic: lambda w: {"slug": "prisoners", "names": NAMES},
    m.Place: lambda w: {
        "slug": "kursk",
        "names": NAMES,
        "latitude": 51.7,
        "longitude": 36.2,
    },
    m.ClaimTopic: lambda w: {"claim": w.claim, "topic": w.topic},
    m.ClaimPlace: lambda w: {
        "claim": w.claim,
        "place": m.Place.objects.create(
            slug="sumy", names=NAMES, latitude=50.9, longitude=34.8
        ),
    },
    m.Inquiry: lambda w: {
        "claim": w.claim,
        "party": w.party,
        "channel": InquiryChannel.EMAIL,
        "effective_at": day(2),
    },
    m.Position: lambda w: {
        "claim": w.claim,
        "party": w.party,
        "stance": "denies",
        "effective_at": day(2),
    },
    m.Silence: lambda w: {
        "claim": w.claim,
        "party": w.party,
        "kind": SilenceKind.NO_STATEMENT_FOUND,
        "effective_at": day(2),
    },
    m.StatusChange: lambda w: {
        "claim": w.claim,
        "status": "unconfirmed",
        "reason": "Nobody who could has confirmed it.",
        "effective_at": day(2),
    },
    m.StatusParty: lambda w: {"status_change": w.status, "party": w.party},
    m.Host: lambda w: {"name": "press.example"},
    m.Source: lambda w: {"url": "https://press.example/1", "host": w.source.host},
    m.SourceProfile: lambda w: {"source": w.source},
    m.Edit: lambda w: {
        "at": day(2),
        "verb": "add",
        "table": "tracker_topic",
        "row": 1,
    },
    m.Body: lambda w: {"digest": DIGEST, "size": 1, "name": "bodies/01"},
    m.Snapshot: lambda w: {
        "source": w.source,
        "body": m.Body.objects.create(digest=DIGEST, size=1, name="bodies/01"),
        "captured_at": day(2),
        "final_url": w.source.url,
        "http_status": 200,
    },
    m.Extraction: lambda w: {"snapshot": w.snapshot, "extractor": "one/1"},
    m.Citation: lambda w: {
        "claim": w.claim,
        "source": w.source,
        "exact": "the words",
        "effective_at": day(2),
    },
    m.CitationAssessment: lambda w: {
        "citation": w.citation,
        "bearing": "supports",
        "credibility": 2,
    },
    m.Check: lambda w: {
        "source": w.source,
        "seq": 7,
        "token": uuid.uuid4(),
        "outcome": "unchanged",
        "started_at": day(2),
        "effective_at": day(2),
        "source_state": "ok",
    },
    m.CitationCheck: lambda w: {
        "check_run": w.check,
        "citation": w.citation,
        "state": "exact",
    },
    m.EvidenceTurn: lambda w: {
        "check_run": w.check,
        "citation": w.citation,
        "state": "gone",
        "is_news": True,
        "effective_at": day(2),
        "recorded_at": day(2),
    },
    m.ReviewItem: lambda w: {
        "kind": "page_gone",
        "urgency": 2,
        "source": w.source,
    },
    m.Policy: lambda w: {"statuses": ["false"], "reason": "Two heads."},
    m.Contribution: lambda w: {
        "claim": w.claim,
        "kind": "position",
        "summary": "Kyiv asserts",
        "author": w.user,
    },
    m.PendingDecision: lambda w: {
        "claim": w.claim,
        "status": "false",
        "reason": "The pictures are old.",
        "author": w.user,
    },
    m.ItemStep: lambda w: {"item": w.item, "kind": "kept"},
    m.DeskVisit: lambda w: {
        "person": w.user,
        "seen_until": day(1),
        "last_at": day(2),
    },
    m.HostHealth: lambda w: {"host": w.source.host, "counted_at": day(1)},
    m.Clutter: lambda w: {
        "source": w.source,
        "key": f"line:{DIGEST}",
        "learnt_from": "captures",
    },
    m.ClutterSign: lambda w: {"source": w.source, "key": f"line:{DIGEST}"},
    m.Watch: lambda w: {"party": w.party, "source": w.source, "kind": "feed"},
    m.WatchEntry: lambda w: {"watch": w.watch, "key": "1", "title": "A statement"},
    m.Submission: lambda w: {"title": "An article", "text": "Its text."},
    m.Suggestion: lambda w: {"submission": w.submission, "statement": "It is so."},
    m.Subscription: lambda w: {
        "email": "reader@example.org",
        "claim": w.claim,
        "token": uuid.uuid4(),
    },
    m.OutsideCopy: lambda w: {"source": w.source, "kind": "save", "near": day(2)},
    m.Plan: lambda w: {
        "budget": 100.0,
        "price": 1.0,
        "mean_rate": 0.1,
        "sources": 10,
        "checks": 99.0,
    },
    m.Upload: lambda w: {"name": "rows.csv", "size": 9, "uploaded_by": w.user},
    m.UploadPart: lambda w: {"upload": w.upload, "number": 0, "data": b"slug\n"},
    m.Job: lambda w: {"kind": "dismiss", "asked_by": w.user, "total": 2, "done": 1},
    m.JobProblem: lambda w: {"job": w.job, "line": 2, "words": "It is empty."},
    m.Delivery: lambda w: {"key": "1", "recipient": "reader@example.org"},
    m.Webhook: lambda w: {
        "name": "Newsroom",
        "kind": "slack",
        "address": "https://hooks.example/1",
    },
    m.Line: lambda w: {},
    m.Notice: lambda w: {
        "key": "assigned:1",
        "kind": "assigned",
        "path": "/admin/",
        "at": day(3),
    },
    m.Told: lambda w: {"notice": w.notice, "person": w.user, "how": "at_once"},
    m.NoticeChoice: lambda w: {"person": w.user, "kind": "assigned", "how": "not"},
    m.LetterSettings: lambda w: {"person": w.user},
    m.SiteVersion: lambda w: {"id": 1},
    m.StaleCard: lambda w: {"claim": w.claim},
    m.FacetCount: lambda w: {"facet": 1, "kind": 1, "number": 2},
    m.FacetChange: lambda w: {"facet": 1, "number": -1},
    m.WordCount: lambda w: {"word": "troops", "number": 2},
    m.WordChange: lambda w: {"word": "troops", "number": 1},
    m.Announcement: lambda w: {"of": "status", "row": 1, "claim": w.claim},
}


def add(model: type[Model], world: World, **spoilt: Any) -> Model:
    """A row past every form: in bulk, as an import would write it."""
    row = model(**{**RIGHT[model](world), **spoilt})
    return model._default_manager.bulk_create([row])[0]
