"""What the API says of each thing, field by field. All of it is read-only.

A field is declared as `Any` where the framework's own attribute has its name.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tracker.api.claims import Beside, Told
from tracker.api.evidence import Cited
from tracker.api.fields import PageLink, PartySlug, SelfLink, words
from tracker.api.parties import Known, Part
from tracker.api.sources import Graded
from tracker.models import Check, Citation, OutsideCopy
from tracker.rules import facts
from tracker.rules.vocabulary import (
    Bearing,
    ChangeKind,
    CheckOutcome,
    CitationState,
    InquiryChannel,
    PartyKind,
    Precision,
    RelationKind,
    Reliability,
    Role,
    SilenceKind,
    SourceKind,
    SourceState,
    Stance,
    Status,
    Voice,
    WorkflowState,
)


def word(words: type[Enum], **kwargs: Any) -> serializers.ChoiceField:
    """One of a closed list of words."""
    choices = [(one.value, one.name) for one in words]
    return serializers.ChoiceField(choices=choices, read_only=True, **kwargs)


class MomentSerializer(serializers.Serializer[facts.Moment]):
    as_of = serializers.DateTimeField(read_only=True)
    known_at = serializers.DateTimeField(read_only=True)


class StatusSerializer(serializers.Serializer[facts.StatusChange]):
    """A decision of the desk; `since` is when it was so, by the desk's account."""

    status = word(Status)
    parties = serializers.ListField(child=PartySlug(), read_only=True)
    superseded_by = serializers.CharField(read_only=True)
    since = serializers.DateTimeField(source="effective_at", read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    reason = serializers.CharField(read_only=True)
    author = serializers.CharField(read_only=True)


class WorldFactSerializer(serializers.Serializer[facts.WorldFact]):
    """Both clocks of a fact. An imprecise date lies between the two effective ones."""

    id = serializers.IntegerField(read_only=True)
    party = PartySlug()
    effective_at = serializers.DateTimeField(read_only=True)
    effective_from = serializers.DateTimeField(read_only=True, allow_null=True)
    precision = word(Precision)
    recorded_at = serializers.DateTimeField(read_only=True)
    corrects = serializers.IntegerField(read_only=True, allow_null=True)


class PositionSerializer(WorldFactSerializer):
    stance = word(Stance)
    speaker = serializers.CharField(read_only=True)
    voice = word(Voice)
    gist = words()
    answers = serializers.IntegerField(read_only=True, allow_null=True)


class SilenceSerializer(WorldFactSerializer):
    kind = word(SilenceKind)
    inquiry = serializers.IntegerField(read_only=True, allow_null=True)


class InquirySerializer(WorldFactSerializer):
    channel = word(InquiryChannel)
    asked_by = serializers.CharField(read_only=True)
    deadline = serializers.DateTimeField(read_only=True, allow_null=True)


class StandSerializer(serializers.Serializer[Beside]):
    """`also` is a later answer that commits to nothing, or the only answer; `mouth`
    is who said it in the party's name; `beside` the party whose subordinate it is."""

    party = PartySlug(source="stand.party")
    beside = PartySlug(allow_null=True)
    role = word(Role, source="stand.role", allow_null=True)
    is_burdened = serializers.BooleanField(source="stand.is_burdened", read_only=True)
    is_expected = serializers.BooleanField(source="stand.is_expected", read_only=True)
    is_answering = serializers.BooleanField(source="stand.is_answering", read_only=True)
    stance = word(Stance, source="stand.stance", allow_null=True)
    since = serializers.DateTimeField(
        source="stand.since", read_only=True, allow_null=True
    )
    position = serializers.IntegerField(
        source="stand.position.id", read_only=True, default=None, allow_null=True
    )
    also = word(Stance, source="stand.beside.stance", default=None, allow_null=True)
    mouth = PartySlug(source="stand.mouth", allow_null=True)
    silence = word(SilenceKind, source="stand.silence", allow_null=True)
    is_awaited = serializers.BooleanField(source="stand.is_awaited", read_only=True)


class RelationSerializer(serializers.Serializer[facts.Relation]):
    """`is_incoming`: it is the other claim that <kind> this one."""

    kind = word(RelationKind)
    other = serializers.CharField(read_only=True)
    is_incoming = serializers.BooleanField(read_only=True)


class SelectorSerializer(serializers.Serializer[Mapping[str, Any]]):
    """A TextQuoteSelector or a TextPositionSelector of W3C Web Annotation."""

    type = serializers.ChoiceField(
        choices=["TextQuoteSelector", "TextPositionSelector"], read_only=True
    )
    exact = serializers.CharField(read_only=True, required=False)
    prefix = serializers.CharField(read_only=True, required=False)
    suffix = serializers.CharField(read_only=True, required=False)
    start = serializers.IntegerField(read_only=True, required=False)
    end = serializers.IntegerField(read_only=True, required=False)

    def to_representation(self, instance: Mapping[str, Any]) -> dict[str, Any]:
        """Each type has its own fields, and no empty ones of the other."""
        return dict(instance)


class TargetSerializer(serializers.Serializer[Cited]):
    """A W3C SpecificResource: an address, and the words in it."""

    type = serializers.SerializerMethodField()
    source: Any = serializers.CharField(source="row.source.url", read_only=True)
    selector = SelectorSerializer(source="selectors", many=True, read_only=True)

    @extend_schema_field({"type": "string", "enum": ["SpecificResource"]})
    def get_type(self, cited: Cited) -> str:
        return "SpecificResource"


class EvidenceSerializer(serializers.Serializer[Cited]):
    """A citation. Without grades nobody has assessed it, and it is no evidence yet;
    `is_counted` says whether it is independent and weighs in the proposed status."""

    id = serializers.IntegerField(source="row.pk", read_only=True)
    source: Any = serializers.IntegerField(source="row.source_id", read_only=True)
    publisher = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    position = serializers.IntegerField(
        source="row.position_id", read_only=True, allow_null=True
    )
    target = TargetSerializer(source="*", read_only=True)
    language = serializers.CharField(source="row.language", read_only=True)
    translation = serializers.CharField(source="row.translation", read_only=True)
    translator = serializers.CharField(source="row.translator", read_only=True)
    effective_at = serializers.DateTimeField(source="row.effective_at", read_only=True)
    recorded_at = serializers.DateTimeField(source="row.recorded_at", read_only=True)
    bearing = word(Bearing, source="weighed.bearing", default=None, allow_null=True)
    reliability = word(
        Reliability, source="weighed.reliability", default=None, allow_null=True
    )
    credibility = serializers.IntegerField(
        source="weighed.credibility", read_only=True, default=None, allow_null=True
    )
    is_verified = serializers.BooleanField(
        source="weighed.is_verified", read_only=True, default=False
    )
    is_withdrawn = serializers.BooleanField(
        source="weighed.is_withdrawn", read_only=True, default=False
    )
    is_counted = serializers.BooleanField(read_only=True)
    state = word(CitationState, source="weighed.state", default=None, allow_null=True)
    source_state = word(
        SourceState, source="weighed.source_state", default=None, allow_null=True
    )
    snapshot = serializers.CharField(
        source="row.snapshot.body_id", read_only=True, default=None, allow_null=True
    )


class ClaimLinks(serializers.Serializer[Told]):
    self = SelfLink("claim-detail", "slug")
    html = PageLink("claim")


class ClaimSerializer(serializers.Serializer[Told]):
    """A claim and its public status. Without a status it is not yet assessed. `news`
    says what came up since the status was decided, while a person looks at it."""

    slug = serializers.CharField(read_only=True)
    statement = words()
    headline = words()
    label: Any = words()
    status = StatusSerializer(read_only=True, allow_null=True)
    news = words()
    links = ClaimLinks(source="*", read_only=True)


class ClaimDetailSerializer(ClaimSerializer):
    moment = MomentSerializer(read_only=True)
    state = word(WorkflowState)
    context: Any = words()
    stands = StandSerializer(many=True, read_only=True)
    positions = PositionSerializer(source="record.positions", many=True, read_only=True)
    silences = SilenceSerializer(source="record.silences", many=True, read_only=True)
    inquiries = InquirySerializer(source="record.inquiries", many=True, read_only=True)
    evidence = EvidenceSerializer(many=True, read_only=True)
    statuses = StatusSerializer(source="record.statuses", many=True, read_only=True)
    relations = RelationSerializer(source="record.relations", many=True, read_only=True)


class PartyLinks(serializers.Serializer[Known]):
    self = SelfLink("party-detail", "slug")
    claims = SelfLink("party-claims", "slug")
    html = PageLink("profile.party")


class PartySerializer(serializers.Serializer[Known]):
    slug = serializers.CharField(read_only=True)
    names = words(source="profile.names")
    full_names = words(source="profile.full_names")
    aliases = serializers.ListField(
        child=serializers.CharField(), source="profile.aliases", read_only=True
    )
    kind = word(PartyKind, source="profile.kind")
    country = serializers.CharField(source="profile.country", read_only=True)
    parent: Any = serializers.CharField(read_only=True)
    speaks_for_parent = serializers.BooleanField(
        source="profile.speaks_for_parent", read_only=True
    )
    same_as = serializers.ListField(
        child=serializers.URLField(), source="profile.same_as", read_only=True
    )
    links = PartyLinks(source="*", read_only=True)


class PartSerializer(serializers.Serializer[Part]):
    """Where a party stands on one claim: in its parent's voice if it speaks for it."""

    claim = serializers.CharField(read_only=True)
    role = word(Role, source="role.role", default=None, allow_null=True)
    stance = word(Stance, source="stand.stance", allow_null=True)
    since = serializers.DateTimeField(
        source="stand.since", read_only=True, allow_null=True
    )
    silence = word(SilenceKind, source="stand.silence", allow_null=True)


class PartyDetailSerializer(PartySerializer):
    moment = MomentSerializer(read_only=True)


class SourceLinks(serializers.Serializer[Graded]):
    self = SelfLink("source-detail", "source.pk")
    html = PageLink("source")


class SourceSerializer(serializers.Serializer[Graded]):
    """A source as it is now. The origin is whose word it carries, if another's."""

    id = serializers.IntegerField(source="source.pk", read_only=True)
    url = serializers.CharField(source="source.url", read_only=True)
    title = serializers.CharField(source="profile.title", read_only=True)
    publisher = serializers.CharField(source="profile.publisher", read_only=True)
    kind = word(SourceKind, source="profile.kind")
    language = serializers.CharField(source="profile.language", read_only=True)
    published_at = serializers.DateTimeField(
        source="profile.published_at", read_only=True, allow_null=True
    )
    reliability = word(Reliability, source="profile.reliability")
    origin_party = serializers.CharField(
        source="profile.origin_party.slug",
        read_only=True,
        default=None,
        allow_null=True,
    )
    origin_source = serializers.IntegerField(read_only=True, allow_null=True)
    state = word(SourceState, source="source.state")
    last_checked_at = serializers.DateTimeField(
        source="source.last_checked_at", read_only=True, allow_null=True
    )
    links = SourceLinks(source="*", read_only=True)


class SourceCitationSerializer(serializers.Serializer[Citation]):
    id = serializers.IntegerField(source="pk", read_only=True)
    claim = serializers.CharField(source="claim.slug", read_only=True)
    exact = serializers.CharField(read_only=True)
    language = serializers.CharField(read_only=True)
    effective_at = serializers.DateTimeField(read_only=True)


class CheckSerializer(serializers.Serializer[Check]):
    """One look. `change` is empty where no text was compared."""

    number = serializers.IntegerField(source="seq", read_only=True)
    effective_at = serializers.DateTimeField(read_only=True)
    outcome = word(CheckOutcome)
    http_status = serializers.IntegerField(read_only=True, allow_null=True)
    change = word(ChangeKind, allow_blank=True)
    source_state = word(SourceState)
    snapshot = serializers.CharField(
        source="snapshot.body_id", read_only=True, default=None, allow_null=True
    )


class OutsideCopySerializer(serializers.Serializer[OutsideCopy]):
    """A copy in somebody else's archive. `snapshot` is our own version of the page that
    it was asked to keep; none where an older copy was found there."""

    address = serializers.URLField(read_only=True)
    captured_at = serializers.DateTimeField(read_only=True)
    snapshot = serializers.CharField(
        source="snapshot.body_id", read_only=True, default=None, allow_null=True
    )


class SourceDetailSerializer(SourceSerializer):
    citations = SourceCitationSerializer(many=True, read_only=True)
    checks = CheckSerializer(many=True, read_only=True)
    outside_copies = OutsideCopySerializer(many=True, read_only=True)
