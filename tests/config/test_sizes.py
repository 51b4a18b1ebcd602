"""A body that is too large gets a page that says so, and nothing is written."""

import pytest
from django.test import Client

from tracker.models import Claim


@pytest.mark.django_db
def test_a_paste_of_fifty_megabytes_is_refused_in_words(admin_client: Client) -> None:
    paste = "x" * (50 * 1024 * 1024)

    answer = admin_client.post(
        "/admin/tracker/claim/add/",
        data=f"slug=a&statement_en={paste}",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 413
    assert "too large" in answer.content.decode()
    assert not Claim.objects.exists()


@pytest.mark.django_db
def test_a_thousand_fields_too_many_are_refused_in_words(admin_client: Client) -> None:
    fields = {f"field-{number}": "x" for number in range(1_001)}

    answer = admin_client.post("/admin/tracker/claim/add/", fields)

    assert answer.status_code == 413
