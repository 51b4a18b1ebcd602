"""Wrong rows of every table, each with the constraint that refuses it."""

import uuid
from collections.abc import Callable

from django.contrib.auth.models import User
from django.db.models import Model

from tests.factories import day
from tests.models.rows import Columns, World
from tracker import models as m

Spoil = Callable[[World], Columns]
Case = tuple[str, type[Model], Spoil]


def answered(state: str, by: User, *, answer: str = "No.") -> Columns:
    """Something that waited for a second person, with somebody's answer."""
    return {
        "state": state,
        "answered_by": by,
        "answered_at": day(3),
        "answer": answer,
    }


WRONG: list[Case] = [
    ("policy_statuses_are_known", m.Policy, lambda w: {"statuses": ["rumour"]}),
    ("policy_undo_within_a_day", m.Policy, lambda w: {"undo_minutes": 1441}),
    ("policy_says_why", m.Policy, lambda w: {"reason": ""}),
    ("contribution_kind_is_known", m.Contribution, lambda w: {"kind": "gossip"}),
    ("contribution_data_are_fields", m.Contribution, lambda w: {"data": ["a"]}),
    ("contribution_data_are_fields", m.Contribution, lambda w: {"data": {"a": 1}}),
    (
        "contribution_names_the_row_that_it_corrects",
        m.Contribution,
        lambda w: {"deed": "correct"},
    ),
    (
        "contribution_names_the_row_that_it_corrects",
        m.Contribution,
        lambda w: {"deed": "take_back", "kind": "role", "row": 1},
    ),
    (
        "contribution_names_the_row_that_it_corrects",
        m.Contribution,
        lambda w: {"row": 1},
    ),
    (
        "contribution_became_a_row_when_accepted",
        m.Contribution,
        lambda w: {"became": 1},
    ),
    (
        "pending_decision_status_is_known",
        m.PendingDecision,
        lambda w: {"status": "rumour"},
    ),
    ("pending_decision_has_a_reason", m.PendingDecision, lambda w: {"reason": ""}),
    (
        "pending_decision_superseded_names_a_claim",
        m.PendingDecision,
        lambda w: {"status": "superseded"},
    ),
    (
        "pending_decision_becomes_a_change",
        m.PendingDecision,
        lambda w: {"change": w.status},
    ),
    (
        "pending_decision_becomes_a_change",
        m.PendingDecision,
        lambda w: answered("accepted", w.other_user),
    ),
    ("clutter_is_of_a_source_or_a_host", m.Clutter, lambda w: {"source": None}),
    (
        "clutter_is_of_a_source_or_a_host",
        m.Clutter,
        lambda w: {"host": w.source.host},
    ),
    ("clutter_lesson_is_known", m.Clutter, lambda w: {"learnt_from": "dreams"}),
    ("clutter_key_is_one", m.Clutter, lambda w: {"key": "line:ab"}),
    ("clutter_of_a_person_has_a_reason", m.Clutter, lambda w: {"is_ended": True}),
    (
        "clutter_of_a_person_has_a_reason",
        m.Clutter,
        lambda w: {"learnt_from": "clicked"},
    ),
    ("item_step_kind_is_known", m.ItemStep, lambda w: {"kind": "eaten"}),
    ("item_step_undone_names_the_step", m.ItemStep, lambda w: {"kind": "undone"}),
    ("desk_visit_saw_the_past", m.DeskVisit, lambda w: {"seen_until": day(3)}),
    ("party_slug_is_an_address", m.Party, lambda w: {"slug": "Kyiv/1"}),
    ("party_profile_kind_is_known", m.PartyProfile, lambda w: {"kind": "planet"}),
    (
        "party_profile_has_english_name",
        m.PartyProfile,
        lambda w: {"names": {"uk": "Київ"}},
    ),
    (
        "party_profile_country_is_a_code",
        m.PartyProfile,
        lambda w: {"country": "ua"},
    ),
    (
        "party_profile_speaks_for_a_parent",
        m.PartyProfile,
        lambda w: {"speaks_for_parent": True},
    ),
    (
        "party_profile_is_not_its_own_parent",
        m.PartyProfile,
        lambda w: {"parent": w.party},
    ),
    ("partyprofile_names_are_words", m.PartyProfile, lambda w: {"names": ["en"]}),
    ("partyprofile_names_are_words", m.PartyProfile, lambda w: {"names": {"en": ""}}),
    (
        "partyprofile_full_names_are_words",
        m.PartyProfile,
        lambda w: {"full_names": {"en": ["Kyiv"]}},
    ),
    ("claim_slug_is_an_address", m.Claim, lambda w: {"slug": ""}),
    ("claim_wording_is_not_empty", m.ClaimWording, lambda w: {"statement": ""}),
    ("claim_wording_is_not_empty", m.ClaimWording, lambda w: {"language": ""}),
    ("claim_workflow_state_is_known", m.ClaimWorkflow, lambda w: {"state": "lost"}),
    (
        "claim_workflow_merge_archives",
        m.ClaimWorkflow,
        lambda w: {"merged_into": w.other_claim},
    ),
    (
        "claim_workflow_merge_archives",
        m.ClaimWorkflow,
        lambda w: {"state": "archived", "merged_into": w.claim},
    ),
    ("claim_party_role_is_known", m.ClaimParty, lambda w: {"role": "judge"}),
    (
        "claim_party_only_who_answers_is_expected",
        m.ClaimParty,
        lambda w: {"is_expected": True},
    ),
    (
        "claim_party_only_who_answers_is_expected",
        m.ClaimParty,
        lambda w: {"role": "", "is_burdened": True},
    ),
    ("claim_relation_kind_is_known", m.ClaimRelation, lambda w: {"kind": "likes"}),
    (
        "claim_relation_joins_two_claims",
        m.ClaimRelation,
        lambda w: {"kind": "repeats", "other": w.claim},
    ),
    (
        "slug_redirect_old_slug_is_an_address",
        m.SlugRedirect,
        lambda w: {"old_slug": "a b"},
    ),
    ("slug_redirect_leads_to_one_place", m.SlugRedirect, lambda w: {"claim": None}),
    ("slug_redirect_leads_to_one_place", m.SlugRedirect, lambda w: {"party": w.party}),
    ("topic_slug_is_an_address", m.Topic, lambda w: {"slug": "a b"}),
    ("topic_has_english_name", m.Topic, lambda w: {"names": {}}),
    ("topic_names_are_words", m.Topic, lambda w: {"names": {"en": 1}}),
    ("place_slug_is_an_address", m.Place, lambda w: {"slug": "a b"}),
    ("place_has_english_name", m.Place, lambda w: {"names": {"ru": "Курск"}}),
    ("place_names_are_words", m.Place, lambda w: {"names": {"en": None}}),
    ("place_is_on_earth", m.Place, lambda w: {"latitude": 91}),
    ("place_is_on_earth", m.Place, lambda w: {"longitude": -181}),
    ("place_precision_is_positive", m.Place, lambda w: {"precision_km": 0}),
    ("inquiry_channel_unless_void", m.Inquiry, lambda w: {"channel": ""}),
    ("inquiry_channel_unless_void", m.Inquiry, lambda w: {"channel": "pigeon"}),
    (
        "inquiry_channel_unless_void",
        m.Inquiry,
        lambda w: {"is_void": True, "corrects": w.inquiry, "reason": "Never sent."},
    ),
    (
        "inquiry_deadline_follows_question",
        m.Inquiry,
        lambda w: {"deadline": day(2)},
    ),
    ("position_stance_unless_void", m.Position, lambda w: {"stance": ""}),
    ("position_stance_unless_void", m.Position, lambda w: {"stance": "shrugs"}),
    ("position_voice_is_known", m.Position, lambda w: {"voice": "sung"}),
    ("position_gist_are_words", m.Position, lambda w: {"gist": "they deny it"}),
    ("silence_kind_unless_void", m.Silence, lambda w: {"kind": "quiet"}),
    (
        "silence_asked_names_the_inquiry",
        m.Silence,
        lambda w: {"kind": "asked_no_response"},
    ),
    ("silence_asked_names_the_inquiry", m.Silence, lambda w: {"inquiry": w.inquiry}),
    ("status_change_status_unless_void", m.StatusChange, lambda w: {"status": "true"}),
    ("status_change_has_a_reason", m.StatusChange, lambda w: {"reason": ""}),
    (
        "status_change_proposed_is_known",
        m.StatusChange,
        lambda w: {"proposed": "perhaps"},
    ),
    (
        "status_change_superseded_names_a_claim",
        m.StatusChange,
        lambda w: {"status": "superseded"},
    ),
    (
        "status_change_superseded_names_a_claim",
        m.StatusChange,
        lambda w: {"superseded_by": w.other_claim},
    ),
    (
        "status_change_not_by_itself_superseded",
        m.StatusChange,
        lambda w: {"status": "superseded", "superseded_by": w.claim},
    ),
    (
        "status_change_approved_by_another",
        m.StatusChange,
        lambda w: {"recorded_by": w.user, "approved_by": w.user},
    ),
    ("host_lease_is_whole", m.Host, lambda w: {"lease_token": uuid.uuid4()}),
    ("host_gap_is_not_negative", m.Host, lambda w: {"gap": -0.1}),
    ("host_price_is_not_negative", m.Host, lambda w: {"price": -0.1}),
    ("plan_shares_something", m.Plan, lambda w: {"budget": 0.0}),
    ("plan_shares_something", m.Plan, lambda w: {"price": -0.1}),
    ("source_is_planned_with_no_debts", m.Source, lambda w: {"importance": -0.1}),
    ("source_is_planned_with_no_debts", m.Source, lambda w: {"change_rate": -0.1}),
    (
        "host_ignores_robots_with_a_reason",
        m.Host,
        lambda w: {"ignores_robots": True},
    ),
    ("source_lease_is_whole", m.Source, lambda w: {"lease_until": day(3)}),
    ("source_state_is_known", m.Source, lambda w: {"state": "tired"}),
    ("source_is_http", m.Source, lambda w: {"url": "ftp://press.example/1"}),
    ("source_profile_kind_is_known", m.SourceProfile, lambda w: {"kind": "rumour"}),
    (
        "source_profile_reliability_is_known",
        m.SourceProfile,
        lambda w: {"reliability": "G"},
    ),
    (
        "source_profile_has_one_origin",
        m.SourceProfile,
        lambda w: {"origin_source": w.other_source, "origin_party": w.party},
    ),
    (
        "source_profile_is_not_its_own_origin",
        m.SourceProfile,
        lambda w: {"origin_source": w.source},
    ),
    ("body_digest_is_sha256", m.Body, lambda w: {"digest": "A" * 64}),
    ("snapshot_http_status_is_one", m.Snapshot, lambda w: {"http_status": 0}),
    ("extraction_names_its_extractor", m.Extraction, lambda w: {"extractor": ""}),
    ("citation_words_unless_void", m.Citation, lambda w: {"exact": ""}),
    ("citation_place_is_whole", m.Citation, lambda w: {"start": 3}),
    ("citation_place_is_whole", m.Citation, lambda w: {"start": 3, "end": 3}),
    (
        "citation_translation_names_translator",
        m.Citation,
        lambda w: {"translation": "the words"},
    ),
    (
        "citation_assessment_bearing_is_known",
        m.CitationAssessment,
        lambda w: {"bearing": "leans"},
    ),
    (
        "citation_assessment_credibility_is_known",
        m.CitationAssessment,
        lambda w: {"credibility": 7},
    ),
    (
        "citation_assessment_verified_is_credible",
        m.CitationAssessment,
        lambda w: {"is_verified": True},
    ),
    ("check_outcome_is_known", m.Check, lambda w: {"outcome": "superseded"}),
    ("check_change_is_known", m.Check, lambda w: {"change": "huge"}),
    ("check_source_state_is_known", m.Check, lambda w: {"source_state": "tired"}),
    ("check_http_status_is_one", m.Check, lambda w: {"http_status": 600}),
    ("check_ends_after_it_starts", m.Check, lambda w: {"effective_at": day(1)}),
    ("citation_check_state_is_known", m.CitationCheck, lambda w: {"state": "fine"}),
    ("citation_check_place_is_whole", m.CitationCheck, lambda w: {"end": 3}),
    ("evidence_turn_state_is_known", m.EvidenceTurn, lambda w: {"state": "fine"}),
    (
        "citation_check_kept_place_is_one",
        m.CitationCheck,
        lambda w: {
            "check_run": w.check,
            "citation": w.citation,
            "is_place_kept": True,
        },
    ),
    (
        "citation_check_similarity_is_a_share",
        m.CitationCheck,
        lambda w: {"similarity": 1.1},
    ),
    ("review_item_kind_is_known", m.ReviewItem, lambda w: {"kind": "gossip"}),
    ("review_item_urgency_is_known", m.ReviewItem, lambda w: {"urgency": 5}),
    (
        "review_item_closed_with_a_reason",
        m.ReviewItem,
        lambda w: {"state": "resolved", "resolved_at": day(3)},
    ),
    (
        "review_item_closed_with_a_reason",
        m.ReviewItem,
        lambda w: {"state": "dismissed", "resolution": "Nothing."},
    ),
    ("review_item_closed_with_a_reason", m.ReviewItem, lambda w: {"state": "asleep"}),
    (
        "review_item_closed_with_a_reason",
        m.ReviewItem,
        lambda w: {"resolution": "Done, and still open."},
    ),
    ("review_item_is_about_something", m.ReviewItem, lambda w: {"source": None}),
    ("watch_kind_is_known", m.Watch, lambda w: {"kind": "rumour"}),
    ("watch_entry_says_something", m.WatchEntry, lambda w: {"title": ""}),
    ("watch_entry_says_something", m.WatchEntry, lambda w: {"key": ""}),
    ("submission_is_not_empty", m.Submission, lambda w: {"text": ""}),
    ("submission_is_not_empty", m.Submission, lambda w: {"title": ""}),
    (
        "suggestion_state_is_known",
        m.Suggestion,
        lambda w: {"state": "lost", "decided_at": day(3)},
    ),
    (
        "suggestion_taken_names_the_claim",
        m.Suggestion,
        lambda w: {"state": "merged", "decided_at": day(3)},
    ),
    (
        "suggestion_declined_with_a_reason",
        m.Suggestion,
        lambda w: {"state": "declined", "decided_at": day(3)},
    ),
    ("suggestion_decided_has_a_date", m.Suggestion, lambda w: {"decided_at": day(3)}),
    (
        "subscription_is_to_one_thing",
        m.Subscription,
        lambda w: {"party": w.party},
    ),
    ("job_lease_is_whole", m.Job, lambda w: {"lease_until": day(3)}),
    ("job_kind_is_known", m.Job, lambda w: {"kind": "burn"}),
    ("job_state_is_known", m.Job, lambda w: {"state": "lost", "ended_at": day(3)}),
    ("job_that_ended_has_a_date", m.Job, lambda w: {"state": "done"}),
    ("job_that_ended_has_a_date", m.Job, lambda w: {"ended_at": day(3)}),
    (
        "job_that_failed_says_why",
        m.Job,
        lambda w: {"state": "failed", "ended_at": day(3)},
    ),
    ("job_is_not_over_full", m.Job, lambda w: {"done": 3}),
    ("job_is_not_over_full", m.Job, lambda w: {"refused": 2}),
    ("job_problem_has_words", m.JobProblem, lambda w: {"words": ""}),
    ("outside_copy_lease_is_whole", m.OutsideCopy, lambda w: {"lease_until": day(3)}),
    ("outside_copy_kind_is_known", m.OutsideCopy, lambda w: {"kind": "steal"}),
    ("outside_copy_state_is_known", m.OutsideCopy, lambda w: {"state": "lost"}),
    ("outside_copy_kept_has_an_address", m.OutsideCopy, lambda w: {"state": "kept"}),
    (
        "outside_copy_kept_has_an_address",
        m.OutsideCopy,
        lambda w: {
            "state": "kept",
            "address": "javascript:alert(1)",
            "captured_at": day(2),
            "found_at": day(3),
        },
    ),
    ("outside_copy_kept_has_an_address", m.OutsideCopy, lambda w: {"found_at": day(3)}),
    ("outside_copy_saving_has_a_job", m.OutsideCopy, lambda w: {"state": "saving"}),
    ("outside_copy_saving_has_a_job", m.OutsideCopy, lambda w: {"job": "1"}),
    ("delivery_lease_is_whole", m.Delivery, lambda w: {"lease_until": day(3)}),
    ("edit_verb_is_known", m.Edit, lambda w: {"verb": "forget"}),
    ("delivery_state_is_known", m.Delivery, lambda w: {"state": "lost"}),
    ("delivery_sent_has_a_date", m.Delivery, lambda w: {"state": "sent"}),
    ("delivery_sent_has_a_date", m.Delivery, lambda w: {"sent_at": day(3)}),
    ("delivery_failed_says_why", m.Delivery, lambda w: {"state": "failed"}),
    ("webhook_kind_is_known", m.Webhook, lambda w: {"kind": "pigeon"}),
    ("webhook_signs_plain_json", m.Webhook, lambda w: {"kind": "json"}),
    ("webhook_address_is_of_the_web", m.Webhook, lambda w: {"address": "file:///"}),
    ("line_fails_since_a_moment", m.Line, lambda w: {"failures": 1}),
    ("line_fails_since_a_moment", m.Line, lambda w: {"failing_since": day(3)}),
    ("notice_kind_is_known", m.Notice, lambda w: {"kind": "rumour"}),
    ("notice_leads_somewhere_here", m.Notice, lambda w: {"path": "//evil.example"}),
    ("told_how_is_known", m.Told, lambda w: {"how": "loudly"}),
    ("notice_choice_kind_is_known", m.NoticeChoice, lambda w: {"kind": "rumour"}),
    ("notice_choice_how_is_known", m.NoticeChoice, lambda w: {"how": "loudly"}),
    (
        "letter_settings_hour_is_of_a_day",
        m.LetterSettings,
        lambda w: {"hour": 24},
    ),
]

# (prefix of the names, model, a row of it to correct, what a void row lacks)
WORLD_FACTS: list[tuple[str, type[Model], Callable[[World], Model], Columns]] = [
    ("inquiry", m.Inquiry, lambda w: w.inquiry, {"channel": ""}),
    ("position", m.Position, lambda w: w.position, {"stance": ""}),
    ("silence", m.Silence, lambda w: w.silence, {"kind": ""}),
    ("citation", m.Citation, lambda w: w.citation, {}),
    ("status_change", m.StatusChange, lambda w: w.status, {"status": ""}),
]
WRONG += [
    (f"{name}_{rule}", model, spoil)
    for name, model, _, _ in WORLD_FACTS
    for rule, spoil in (
        (
            "precision_is_known",
            lambda w: {"precision": "soon", "effective_from": day(1)},
        ),
        ("exact_date_has_no_range", lambda w: {"effective_from": day(1)}),
        ("exact_date_has_no_range", lambda w: {"precision": "day"}),
        (
            "exact_date_has_no_range",
            lambda w: {"precision": "approximate", "effective_from": day(3)},
        ),
    )
]

WRONG += [
    (f"{table}_answered_by_another", model, spoil)
    for table, model in (
        ("contribution", m.Contribution),
        ("pending_decision", m.PendingDecision),
    )
    for spoil in (
        lambda w: {"state": "lost"},
        lambda w: {"answered_by": w.other_user},
        lambda w: {"state": "accepted"},
        lambda w: answered("accepted", w.user),
        lambda w: answered("declined", w.user),
        lambda w: answered("declined", w.other_user, answer=""),
        lambda w: answered("withdrawn", w.other_user),
    )
]

WRONG += [
    ("site_version_is_one_row", m.SiteVersion, lambda w: {"id": 2}),
    ("announcement_of_is_known", m.Announcement, lambda w: {"of": "rumour"}),
]

# What a second row may not share with a first.
TWICE: list[Case] = [
    ("clutter_sign_once", m.ClutterSign, lambda w: {}),
    ("slug_redirect_per_claim_slug", m.SlugRedirect, lambda w: {}),
    (
        "slug_redirect_per_party_slug",
        m.SlugRedirect,
        lambda w: {"claim": None, "party": w.party},
    ),
    (
        "extraction_once_per_extractor",
        m.Extraction,
        lambda w: {"snapshot": w.snapshot},
    ),
    ("check_once", m.Check, lambda w: {}),
    (
        "citation_check_once",
        m.CitationCheck,
        lambda w: {"check_run": w.check, "citation": w.citation},
    ),
    ("status_party_once", m.StatusParty, lambda w: {"status_change": w.status}),
    ("watch_entry_once", m.WatchEntry, lambda w: {"watch": w.watch}),
    ("pending_decision_one_a_claim", m.PendingDecision, lambda w: {"claim": w.claim}),
    ("review_item_open_once", m.ReviewItem, lambda w: {}),
    ("subscription_once", m.Subscription, lambda w: {}),
    ("upload_part_once", m.UploadPart, lambda w: {"upload": w.upload}),
    ("line_once", m.Line, lambda w: {}),
    ("told_once", m.Told, lambda w: {}),
    ("announcement_once", m.Announcement, lambda w: {}),
    ("notice_choice_once", m.NoticeChoice, lambda w: {}),
    ("outside_copy_open_once", m.OutsideCopy, lambda w: {"source": w.source}),
]

# They only give migration 0002 something to point at.
TARGETS = {
    "inquiry_id_and_claim",
    "position_id_and_claim",
    "citation_id_and_claim",
    "snapshot_id_and_source",
}
