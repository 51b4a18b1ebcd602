"""The steps that an editor takes, over HTTP: sign in, look, record, decide; and what
readers see then."""

from datetime import UTC, datetime

from django.urls import reverse

from tracker.demo import accounts
from tracker.demo.desk import AFTER_ANSWER, ANSWER, CLAIMS
from tracker.demo.tour.seeing import must
from tracker.demo.tour.state import Tour
from tracker.demo.tour.visitor import Page, Visitor
from tracker.models import Party, PendingDecision, ReviewItem
from tracker.review.roles import CHIEF
from tracker.rules.vocabulary import ReviewState

SLUG = next(claim.slug for claim in CLAIMS if claim.number == ANSWER.claim)
PATH = f"/claims/{SLUG}/"
BEFORE, AFTER = "Confirmed by Moscow", "Confirmed by Moscow and Pyongyang"


def editor_signs_in(tour: Tour) -> list[str]:
    """The editor signs in, opens the softened words, and sees them side by side."""
    password = accounts.read()["editor"]
    tour.editor = Visitor(tour.site)
    page = tour.editor.open("/admin/login/?next=/admin/")
    desk = tour.editor.send(page, username="editor", password=password)
    links = [link.attributes.get("href") for link in desk.tree.css("a[href]")]
    address = reverse("admin:tracker_reviewitem_change", args=[tour.softened])
    must(address in links, "the softened words on the front page", instead=desk.text)
    page = tour.editor.open(address)
    gone, new = page.marked(".desk-words del"), page.marked(".desk-words ins")
    must("confirmed" in gone, "the old words marked", instead=gone or "no mark")
    must("may be" in new, "the new words marked", instead=new or "no mark")
    return [
        f"the desk lists {len(set(item_links(desk)))} findings",
        f"the item shows what was taken out ({gone}) and what was put in ({new})",
    ]


def editor_records_the_answer(tour: Tour) -> list[str]:
    """From words on a channel to a position on record; readers are told at once."""
    item = ReviewItem.objects.select_related("claim").get(pk=tour.answer)
    page = tour.editor.open(reverse("admin:tracker_reviewitem_change", args=[item.pk]))
    must("took part" in page.text, "the words of the answer", instead=page.text)
    form = reverse("admin:tracker_claim_add_fact", args=[item.claim_id, "position"])
    page = tour.editor.open(f"{form}?bare=1")
    pyongyang = Party.objects.get(slug=ANSWER.party)
    tour.editor.send(
        page,
        party=str(pyongyang.pk),
        stance=ANSWER.stance.value,
        speaker=ANSWER.speaker,
        date=f"{ANSWER.said:%Y-%m-%d}",
        time=f"{ANSWER.said:%H:%M}",
        **{f"gist_{language}": gist for language, gist in ANSWER.gist.items()},
    )
    reader = Visitor(tour.site).open(PATH)
    must(badge_of(reader) == BEFORE, f"“{BEFORE}” still", instead=badge_of(reader))
    news = reader.tree.css_first(".news")
    said = news.text().strip() if news else "nothing"
    must("Pyongyang" in said, "news of Pyongyang on the claim page", instead=said)
    return [f"the claim page keeps its status and adds: {said}"]


def editor_changes_the_status(tour: Tour) -> list[str]:
    """A person decides, with a reason; it has such weight that it waits for another."""
    page = tour.editor.open(
        reverse("admin:tracker_reviewitem_change", args=[tour.answer])
    )
    parties = Party.objects.filter(slug__in=AFTER_ANSWER.turns_on)
    tour.editor.send(
        page,
        **{
            "status-status": AFTER_ANSWER.status.value,
            "status-parties": [str(party.pk) for party in parties],
            "status-reason": AFTER_ANSWER.reason,
        },
    )
    reader = Visitor(tour.site).open(PATH)
    must(badge_of(reader) == BEFORE, f"“{BEFORE}” still", instead=badge_of(reader))
    return ["the desk's policy asks for a second person: readers see nothing of it yet"]


def chief_approves_the_status(tour: Tour) -> list[str]:
    """The second person reads the decision and agrees; the page shows it at once."""
    tour.decided_at = datetime.now(UTC)
    chief = Visitor(tour.site)
    page = chief.open("/admin/login/?next=/admin/")
    chief.send(page, username=CHIEF, password=accounts.read()[CHIEF])
    waiting = PendingDecision.objects.waiting().get(item=tour.answer)
    address = reverse("admin:tracker_pendingdecision_change", args=[waiting.pk])
    page = chief.open(address)
    must(AFTER_ANSWER.reason in page.text, "the editor's reason", instead=page.text)
    chief.send(page, approve="1")
    reader = Visitor(tour.site).open(PATH)
    must(badge_of(reader) == AFTER, f"“{AFTER}”", instead=badge_of(reader))
    history = Visitor(tour.site).open(f"{PATH}history/")
    must(AFTER_ANSWER.reason in history.text, "the reason", instead=history.text)
    item = ReviewItem.objects.get(pk=tour.answer)
    must(item.state == ReviewState.RESOLVED, "a closed item", instead=item.state)
    return [
        f"was: {BEFORE}",
        f"is:  {AFTER}",
        "the claim page and its history show it at once, with the reason",
    ]


def past_is_kept(tour: Tour) -> list[str]:
    """An address with a moment shows the page as it was then."""
    cases = {
        "?as_of=2025-04-20": "Corroborated by 2 independent origins",
        "?as_of=2025-04-27": BEFORE,
        f"?known_at={tour.decided_at:%Y-%m-%dT%H:%M:%SZ}": BEFORE,
        "": AFTER,
    }
    for query, expected in cases.items():
        seen = badge_of(Visitor(tour.site).open(PATH + query))
        must(seen == expected, f"“{expected}” at {PATH}{query}", instead=seen)
    return [f"{query or 'today':<32} {said}" for query, said in cases.items()]


def badge_of(page: Page) -> str:
    badge = page.tree.css_first(".verdict-badge")
    return " ".join(badge.text(separator=" ").split()) if badge else "no badge"


def item_links(page: Page) -> list[str]:
    links = [link.attributes.get("href") or "" for link in page.tree.css("a[href]")]
    start = reverse("admin:tracker_reviewitem_changelist")
    return [link for link in links if link.startswith(start) and link != start]
