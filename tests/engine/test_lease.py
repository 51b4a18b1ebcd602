"""Who may look at which source: claims, leases and the turns of hosts."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tests.factories import add_source
from tracker.engine.lease import (
    ASKED_FOR,
    Freed,
    Lease,
    Wait,
    ask_soon,
    claim_due,
    claim_if_asked,
    claim_one,
    give_back,
    next_turn,
    release_hosts,
    renew,
)
from tracker.models import Host, Source
from tracker.rules.limits import Limits

pytestmark = pytest.mark.django_db

LIMITS = Limits(lease=120.0)


@pytest.fixture
def now() -> datetime:
    """After the moment that new hosts may be asked from."""
    return datetime.now(UTC) + timedelta(seconds=60)


def later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)


def add_due(url: str, now: datetime, *, since: float = 60.0) -> Source:
    return add_source(url, due_at=later(now, -since))


def claim(now: datetime, limit: int = 10) -> list[Lease]:
    return claim_due(now, limit, limits=LIMITS)


def test_only_what_is_due_is_claimed(now: datetime) -> None:
    due = add_due("https://one.example/a", now)
    add_source("https://two.example/a", due_at=later(now, 1))
    add_source("https://three.example/a", due_at=None)

    assert [lease.source for lease in claim(now)] == [due.pk]


def test_claim_never_holds_two_sources_of_one_host(now: datetime) -> None:
    for path in "abc":
        add_due(f"https://one.example/{path}", now)

    assert len(claim(now)) == 1
    assert claim(now) == []


def test_source_that_waits_longest_comes_first(now: datetime) -> None:
    add_due("https://one.example/a", now, since=10)
    longest = add_due("https://one.example/b", now, since=20)

    assert [lease.source for lease in claim(now)] == [longest.pk]


def test_source_that_a_person_asked_for_comes_first_on_its_site(now: datetime) -> None:
    add_due("https://one.example/a", now, since=9999)
    wanted = add_source("https://one.example/b", due_at=later(now, 9999))

    assert ask_soon(wanted.pk, now) is None

    wanted.refresh_from_db()
    assert wanted.priority == ASKED_FOR
    assert [lease.source for lease in claim(now)] == [wanted.pk]


def test_asking_soon_says_what_the_source_has_to_wait_for(now: datetime) -> None:
    source = add_due("https://one.example/a", now)
    Host.objects.update(next_allowed_at=later(now, 30))

    wait = ask_soon(source.pk, now)

    assert wait is not None
    assert wait.until == later(now, 30)


def test_claim_gives_source_and_host_one_token_until_one_moment(now: datetime) -> None:
    source = add_due("https://one.example/a", now)

    (lease,) = claim(now)

    source.refresh_from_db()
    assert source.lease_token == source.host.lease_token == lease.token
    assert source.lease_until == source.host.lease_until == later(now, 120)


@pytest.mark.parametrize("field", ["next_allowed_at", "backoff_until"])
def test_host_is_not_asked_before_its_turn(now: datetime, field: str) -> None:
    add_due("https://one.example/a", now)
    Host.objects.update(**{field: later(now, 5)})

    assert claim(now) == []
    assert len(claim(later(now, 5))) == 1


def test_lease_that_ran_out_is_claimed_again_with_another_token(now: datetime) -> None:
    add_due("https://one.example/a", now)
    (first,) = claim(now)

    assert claim(later(now, 120)) == []
    (second,) = claim(later(now, 121))

    assert (second.source, second.seq) == (first.source, first.seq)
    assert second.token != first.token


def test_claim_takes_no_more_than_its_limit(now: datetime) -> None:
    for name in "abc":
        add_due(f"https://{name}.example/", now)

    assert len(claim(now, 2)) == 2
    assert claim(now, 0) == []


def test_lease_that_is_renewed_is_not_claimed_by_another(now: datetime) -> None:
    source = add_due("https://one.example/a", now)
    leases = claim(now)

    renew(leases, later(now, 100), limits=LIMITS)

    assert claim(later(now, 219)) == []
    source.refresh_from_db()
    assert source.lease_until == source.host.lease_until == later(now, 220)


def test_lease_that_was_lost_is_not_renewed(now: datetime) -> None:
    source = add_due("https://one.example/a", now)
    (first,) = claim(now)
    (second,) = claim(later(now, 121))

    renew([first], later(now, 200), limits=LIMITS)

    source.refresh_from_db()
    assert source.lease_token == source.host.lease_token == second.token
    assert source.lease_until == source.host.lease_until == later(now, 241)


def test_source_that_is_given_back_stays_due(now: datetime) -> None:
    source = add_due("https://one.example/a", now)
    (lease,) = claim(now)

    give_back([Freed(lease, later(now, 5))])

    source.refresh_from_db()
    assert (source.lease_token, source.due_at) == (None, later(now, -60))
    assert claim(later(now, 4)) == []
    assert len(claim(later(now, 5))) == 1


def test_source_that_is_put_off_comes_due_later(now: datetime) -> None:
    source = add_due("https://one.example/a", now)
    (lease,) = claim(now)

    give_back([Freed(lease, now)], due_at=later(now, 3600))

    source.refresh_from_db()
    assert (source.lease_token, source.due_at) == (None, later(now, 3600))


def test_one_source_is_claimed_though_it_is_not_due(now: datetime) -> None:
    source = add_source("https://one.example/a", due_at=None)

    lease = claim_one(source.pk, now, limits=LIMITS)

    assert isinstance(lease, Lease)


def test_one_source_waits_while_another_page_of_its_site_is_read(now: datetime) -> None:
    add_due("https://one.example/a", now)
    other = add_source("https://one.example/b")
    claim(now)

    wait = claim_one(other.pk, now, limits=LIMITS)

    assert wait == Wait(later(now, 120), "another page of this site is being checked")


def test_source_that_is_being_read_is_not_read_twice(now: datetime) -> None:
    source = add_due("https://one.example/a", now)
    claim(now)

    wait = claim_one(source.pk, now, limits=LIMITS)

    assert wait == Wait(later(now, 120), "this source is being checked now")


def test_wish_waits_while_its_source_is_being_read(now: datetime) -> None:
    source = add_due("https://one.example/a", now)
    claim(now)

    wait = ask_soon(source.pk, now)

    assert wait == Wait(later(now, 120), "this source is being checked now")
    assert claim_if_asked(source.pk, now, limits=LIMITS) == wait


def test_wish_that_nobody_has_is_not_claimed(now: datetime) -> None:
    source = add_due("https://one.example/a", now)

    assert claim_if_asked(source.pk, now, limits=LIMITS) is None


def test_wish_does_not_shorten_the_pause_of_a_site(now: datetime) -> None:
    source = add_due("https://one.example/a", now)
    Host.objects.update(next_allowed_at=later(now, 30))
    ask_soon(source.pk, now)

    wait = claim_if_asked(source.pk, now, limits=LIMITS)

    assert isinstance(wait, Wait)
    assert wait.until == later(now, 30)
    assert claim(now) == []


def test_what_people_asked_for_is_claimed_before_sites_that_waited_longer(
    now: datetime,
) -> None:
    for name in "abc":
        add_due(f"https://{name}.example/", now, since=9999)
    Host.objects.update(next_allowed_at=later(now, -9999))
    wanted = add_source("https://last.example/")
    ask_soon(wanted.pk, now)

    (lease,) = claim(now, 1)

    assert lease.source == wanted.pk
    assert lease.is_awaited
    assert [one.is_awaited for one in claim(now)] == [False, False, False]


def test_next_turn_is_the_first_host_that_may_be_asked(now: datetime) -> None:
    add_due("https://one.example/a", now)
    add_due("https://two.example/a", now)
    Host.objects.filter(name="one.example").update(next_allowed_at=later(now, 9))
    Host.objects.filter(name="two.example").update(next_allowed_at=later(now, 5))

    turn = next_turn(now)

    assert turn is not None
    assert turn.until == later(now, 5)


def test_nothing_due_has_no_next_turn(now: datetime) -> None:
    add_source("https://one.example/a", due_at=None)

    assert next_turn(now) is None


def test_host_is_released_only_by_who_holds_it(now: datetime) -> None:
    source = add_due("https://one.example/a", now)
    (lease,) = claim(now)
    stranger = Lease(source.pk, source.host_id, 0, uuid4())

    release_hosts([Freed(stranger, now)])
    source.host.refresh_from_db()
    assert source.host.lease_token == lease.token

    release_hosts([Freed(lease, later(now, 5))])
    source.host.refresh_from_db()
    assert source.host.lease_token is None
    assert source.host.next_allowed_at == later(now, 5)


@pytest.mark.django_db(transaction=True)
def test_claims_at_once_share_no_source_and_no_host(now: datetime) -> None:
    for host in range(20):
        for path in range(3):
            add_due(f"https://site{host}.example/{path}", now)
    found: list[list[Lease]] = []
    ready = threading.Barrier(4)

    def sweep() -> None:
        ready.wait()
        mine: list[Lease] = []
        while leases := claim_due(now, 3, limits=LIMITS):
            mine.extend(leases)
        found.append(mine)
        connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    claimed = [lease.source for leases in found for lease in leases]
    hosts = Source.objects.filter(pk__in=claimed).values_list("host", flat=True)
    assert len(claimed) == len(set(claimed)) == len(set(hosts))
    # A sweep that met only locked hosts went home; the next one takes what is left.
    assert len(claimed) + len(claim(now, 99)) == 20
