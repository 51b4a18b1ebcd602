"""What readers send is counted in Redis; while it is away, nothing is taken."""

import pytest
from django.test import Client
from django.test.utils import override_settings

from tests.factories import add_claim
from tracker.models import Delivery, Submission

pytestmark = pytest.mark.django_db

NOWHERE = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
}
FORMS = [
    ("/claims/told/report/", {"words": "The date is wrong."}),
    ("/subscribe/", {"email": "reader@example.org"}),
]


@pytest.mark.parametrize(("address", "typed"), FORMS)
def test_without_redis_a_form_is_refused_in_words(
    client: Client, address: str, typed: dict[str, str]
) -> None:
    add_claim("told")

    with override_settings(CACHES=NOWHERE):
        response = client.post(address, typed)

    assert response.status_code == 429
    assert "nobody can count" in response.content.decode()
    assert not Submission.objects.exists()
    assert not Delivery.objects.exists()
