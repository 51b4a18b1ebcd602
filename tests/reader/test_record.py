"""What a claim's page shows beside its headline: definitions, paragraphs, a picture, a
hash, code to embed, and who decided."""

import hashlib
import html
import re
from enum import Enum

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import add_citation, add_claim, add_position, add_status, day
from tests.reader.cases import WORDS, desk_confirms, founding_case, moscow_acknowledges
from tests.reader.reading import read
from tracker.models import StatusChange
from tracker.reader import words
from tracker.reader.pages.methodology import methodology
from tracker.reader.words import CHAPTERS, EXPLAINED
from tracker.rules.vocabulary import Stance, Status

pytestmark = pytest.mark.django_db

CLAIM = "/claims/belgorod-positions/"


def digest_in(page: str) -> str:
    found = re.search(r'<code class="digest">([0-9a-f]{64})</code>', page)
    assert found
    return found[1]


def record_address(page: str) -> str:
    found = re.search(r'href="https?://[^/"]*(/[^"]*record\.txt[^"]*)"', page)
    assert found
    return html.unescape(found[1])


def test_the_status_is_defined_beside_it_and_in_the_methodology(client: Client) -> None:
    founding_case()

    page = read(client, CLAIM)

    assert (
        'href="/methodology/#status-unconfirmed" aria-describedby="means-status"'
        in page
    )
    assert 'role="tooltip" id="means-status">Asserted; who could confirm it' in page


@pytest.mark.parametrize(
    "word", [word for words_of in (*EXPLAINED, *CHAPTERS) for word in words_of]
)
def test_every_word_has_its_place_in_the_methodology(
    word: Enum,
) -> None:
    assert f'id="{words.anchor(word)}"' in methodology().html


def test_what_is_not_assessed_has_its_place_in_the_methodology() -> None:
    assert f'id="{words.status_anchor(words.NOT_ASSESSED)}"' in methodology().html


def test_every_id_of_a_page_is_there_once(client: Client) -> None:
    case = founding_case()
    moscow_acknowledges(case)

    for address in (CLAIM, f"{CLAIM}?as_of=2025-04-20", "/methodology/"):
        ids = re.findall(r' id="([^"]*)"', read(client, address))

        assert sorted(ids) == sorted(set(ids)), address


def test_a_quotation_stands_in_its_paragraph_with_its_words_marked(
    client: Client,
) -> None:
    founding_case()

    page = read(client, CLAIM)

    assert f'<mark>{WORDS}</mark><span class="around"> More is to come.</span>' in page
    assert "First line of the page" not in page
    assert "The last line" not in page


def test_words_without_a_place_are_found_by_what_they_say(client: Client) -> None:
    case = founding_case()
    add_citation(
        case.claim,
        case.source,
        at=day(8),
        exact=WORDS.replace("Our troops", "Our  troops"),
        snapshot=case.snapshot,
    )

    page = read(client, CLAIM)

    assert page.count(f"<mark>{WORDS}</mark>") == 2


def test_where_no_snapshot_is_kept_the_page_says_so(client: Client) -> None:
    case = founding_case()
    add_citation(case.claim, case.source, at=day(8), exact="Only the words.")

    page = read(client, CLAIM)

    assert "<mark>Only the words.</mark>" in page
    assert "No snapshot of the page is kept: these are the words alone." in page


def test_words_that_the_snapshot_does_not_show_are_not_put_into_it(
    client: Client,
) -> None:
    case = founding_case()
    add_citation(
        case.claim, case.source, at=day(8), exact="Not there.", snapshot=case.snapshot
    )

    page = read(client, CLAIM)

    assert "The text that was read from the snapshot does not show these words." in page


def test_the_timeline_is_drawn_with_a_lane_for_each_party(client: Client) -> None:
    case = founding_case()
    moscow_acknowledges(case)

    drawing = (
        read(client, CLAIM).partition("<svg class=")[2].partition("</svg>\n</d")[0]
    )

    assert "in a line each for: Status, Kyiv, Moscow" in drawing
    assert '<text class="arc-label"' in drawing
    assert ">17 days</text>" in drawing
    assert "The quoted words are no longer on the page" in drawing


def test_the_drawing_and_the_list_tell_of_the_same_entries(client: Client) -> None:
    moscow_acknowledges(founding_case())

    page = read(client, CLAIM)

    assert page.count('<g class="mark') == page.count('<li class="entry')


def test_the_content_hash_is_that_of_the_record_as_served(client: Client) -> None:
    founding_case()
    page = read(client, CLAIM)

    text = client.get(record_address(page))

    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert hashlib.sha256(text.content).hexdigest() == digest_in(page)


def test_the_hash_is_the_same_in_every_language_and_at_the_permalink(
    client: Client,
) -> None:
    founding_case()

    now = digest_in(read(client, CLAIM))

    assert digest_in(read(client, f"{CLAIM}?lang=uk")) == now
    assert digest_in(read(client, f"{CLAIM}?as_of=2025-04-13&known_at=2026-01-01")) == (
        now
    )


def test_the_hash_changes_with_the_record(client: Client) -> None:
    case = founding_case()
    before = digest_in(read(client, CLAIM))

    moscow_acknowledges(case)

    after = read(client, CLAIM)
    assert digest_in(after) != before
    assert digest_in(read(client, f"{CLAIM}?as_of=2025-04-20")) == before


def test_the_code_to_embed_names_the_card_and_the_badge(client: Client) -> None:
    founding_case()

    code = html.unescape(read(client, CLAIM).partition("Show it on your site")[2])

    assert f'{CLAIM}card/" title="Ukrainian troops hold' in code
    assert f'{CLAIM}badge.svg"' in code


def test_markup_in_a_statement_is_no_markup_in_the_code_to_embed(
    client: Client,
) -> None:
    add_claim("hostile", statement='"><script>x</script>')

    page = read(client, "/claims/hostile/")
    code = html.unescape(page.partition("Show it on your site")[2])

    assert "<script>x" not in page
    assert code.count("&quot;&gt;&lt;script&gt;x&lt;/script&gt;") == 2
    assert "<script>x" not in code


def test_markup_in_a_reason_is_no_markup(client: Client) -> None:
    case = founding_case()
    add_status(case.claim, Status.DENIED, at=day(28), reason='"><script>x</script>')

    assert "<script>x" not in read(client, CLAIM)


def test_who_approved_is_named_beside_who_decided(client: Client) -> None:
    case = founding_case()
    change = StatusChange(
        claim=case.claim,
        status=Status.FALSE,
        reason="The documents are forged.",
        recorded_by=User.objects.create_user("first"),
        approved_by=User.objects.create_user("second"),
        effective_at=day(28),
        recorded_at=day(28),
    )
    change.save(force_insert=True)

    page = read(client, CLAIM)

    assert page.count("Decided by first, approved by second") == 2


def test_an_ordinary_decision_names_its_author_alone(client: Client) -> None:
    desk_confirms(founding_case())

    assert "approved by" not in read(client, CLAIM)


def test_a_stance_in_the_matrix_is_defined(client: Client) -> None:
    case = founding_case()
    said = add_position(case.claim, case.moscow, Stance.DENIES, at=day(28))

    page = read(client, CLAIM)

    assert (
        f'href="/methodology/#stance-denies" aria-describedby="means-{said.pk}"' in page
    )
    assert f'id="means-{said.pk}">Says that the claim is not so.' in page
