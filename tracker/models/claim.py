"""Claims, their wording, their workflow, and who has a part in them."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Now

from tracker.models.base import (
    DeskFact,
    DeskFactQuerySet,
    choices,
    one_of,
    slug_constraint,
)
from tracker.models.party import Party
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import RelationKind, Role, WorkflowState

# The words of a statement as the database looks them up, in whatever language; in the
# terms of `tracker.admin.lists.Words`, so that one index serves both.
STATEMENT_WORDS = SearchVector(
    Func(
        F("statement"),
        Value(r"\W+"),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    ),
    config="simple",
)


PUBLIC = (WorkflowState.PUBLISHED, WorkflowState.ARCHIVED)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """What is asked of a claim's steps is asked claim by claim, as a value and not by a
    join: whoever wants a page of claims then pays for that page and not for all."""

    def with_state(self, moment: Moment) -> Self:
        """Annotates `state`: the workflow state known at the moment, or None."""
        return self.annotate(state=_state(moment.known_at))

    def published(self, moment: Moment) -> Self:
        """Claims that lists show: published at the moment."""
        return self.with_state(moment).filter(state=WorkflowState.PUBLISHED)

    def readable(self, moment: Moment) -> Self:
        """Claims whose page can be read: published, or archived after that."""
        published = ClaimWorkflow.objects.known(moment.known_at).filter(
            claim=OuterRef("pk"), state=WorkflowState.PUBLISHED
        )
        return (
            self.with_state(moment)
            .alias(once_published=Subquery(published.values("pk")[:1]))
            .filter(state__in=PUBLIC, once_published__isnull=False)
        )

    def still_readable(self, now: datetime) -> Self:
        """Of claims that could be read at some time those that still can."""
        return self.alias(state_now=_state(now)).filter(state_now__in=PUBLIC)


def _state(known_at: datetime) -> Subquery:
    steps = ClaimWorkflow.objects.known(known_at).filter(claim=OuterRef("pk"))
    return Subquery(steps.order_by("-recorded_at", "-id").values("state")[:1])


class Claim(models.Model):
    """One checkable statement of fact, small enough that one answer fits it.

    Its identity alone: wording, workflow, roles and relations are rows beside it.
    """

    slug = models.SlugField(max_length=120, unique=True)
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("slug",)
        constraints = (slug_constraint("claim"),)
        permissions = (
            ("publish_claim", "Can publish claims"),
            ("merge_claim", "Can merge and split claims"),
        )

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return f"/claims/{self.slug}/"


class ClaimWording(DeskFact):
    """How the desk words a claim in one language, from `recorded_at` on."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=12, default="en")
    statement = models.TextField()
    context = models.TextField(blank=True)
    # Whether readers had read other words before: a trigger's answer, not ours.
    is_news = models.BooleanField(db_default=False, editable=False)

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("claim", "language", "-recorded_at", "-id")
        indexes = (
            models.Index(
                fields=("claim", "language", "-recorded_at", "-id"),
                name="claim_wording_latest",
            ),
            models.Index(
                fields=("-recorded_at", "-id"),
                condition=Q(is_news=True),
                name="claim_wording_news",
            ),
            GinIndex(STATEMENT_WORDS, name="claim_wording_words"),
        )
        constraints = (
            models.CheckConstraint(
                name="claim_wording_is_not_empty",
                condition=~Q(statement="") & ~Q(language=""),
            ),
        )

    def __str__(self) -> str:
        return self.statement


class ClaimWorkflow(DeskFact):
    """Where the work on a claim stands, from `recorded_at` on."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="workflow")
    state = models.CharField(max_length=16, choices=choices(WorkflowState))
    merged_into = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_workflow",
    )

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("claim", "-recorded_at", "-id")
        verbose_name_plural = "claim workflow"
        indexes = (
            models.Index(
                fields=("claim", "-recorded_at", "-id"), name="claim_workflow_latest"
            ),
            models.Index(
                fields=("-recorded_at", "-id"),
                name="claim_workflow_public",
                condition=Q(
                    state__in=[
                        WorkflowState.PUBLISHED.value,
                        WorkflowState.ARCHIVED.value,
                    ]
                ),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="claim_workflow_state_is_known",
                condition=one_of("state", WorkflowState),
            ),
            models.CheckConstraint(
                name="claim_workflow_merge_archives",
                condition=Q(merged_into__isnull=True)
                | (Q(state=WorkflowState.ARCHIVED.value) & ~Q(merged_into=F("claim"))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.state}"


class ClaimParty(DeskFact):
    """A party's one part in a claim, from `recorded_at` on; no role: no part any more.

    `is_burdened`: acknowledging the claim would go against the party's interest.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="roles")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=16, choices=choices(Role), blank=True)
    is_burdened = models.BooleanField(default=False)
    is_expected = models.BooleanField(default=False)

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("claim", "party", "-recorded_at", "-id")
        verbose_name = "claim role"
        indexes = (
            models.Index(
                fields=("claim", "party", "-recorded_at", "-id"),
                name="claim_party_latest",
            ),
            models.Index(fields=("party", "role"), name="claim_party_by_party"),
        )
        constraints = (
            models.CheckConstraint(
                name="claim_party_role_is_known",
                condition=one_of("role", Role, blank=True),
            ),
            models.CheckConstraint(
                name="claim_party_only_who_answers_is_expected",
                condition=Q(is_burdened=False, is_expected=False)
                | Q(role__in=(Role.ACCUSED.value, Role.AFFECTED.value)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.party_id}: {self.role or 'no part'}"


class ClaimRelation(DeskFact):
    """This claim <kind> the other, from `recorded_at` on, until a row that ends it."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=16, choices=choices(RelationKind))
    other = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="incoming_relations"
    )
    is_ended = models.BooleanField(default=False)

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("claim", "kind", "other", "-recorded_at", "-id")
        indexes = (
            models.Index(
                fields=("claim", "kind", "other", "-recorded_at", "-id"),
                name="claim_relation_latest",
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="claim_relation_kind_is_known",
                condition=one_of("kind", RelationKind),
            ),
            models.CheckConstraint(
                name="claim_relation_joins_two_claims",
                condition=~Q(claim=F("other")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id} {self.kind} {self.other_id}"


class SlugRedirect(models.Model):
    """An address that was given up, and where it leads now."""

    old_slug = models.SlugField(max_length=120)
    claim = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="redirects",
    )
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="redirects",
    )
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            slug_constraint("slug_redirect", "old_slug"),
            models.CheckConstraint(
                name="slug_redirect_leads_to_one_place",
                condition=Q(claim__isnull=False, party__isnull=True)
                | Q(claim__isnull=True, party__isnull=False),
            ),
            models.UniqueConstraint(
                name="slug_redirect_per_claim_slug",
                fields=("old_slug",),
                condition=Q(claim__isnull=False),
            ),
            models.UniqueConstraint(
                name="slug_redirect_per_party_slug",
                fields=("old_slug",),
                condition=Q(party__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.old_slug
