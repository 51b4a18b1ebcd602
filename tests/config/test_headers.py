from django.http import HttpRequest, HttpResponse
from django.test import Client

from config.headers import strict_headers


def test_a_page_allows_no_inline_script_and_no_frame(client: Client) -> None:
    policy = client.get("/nothing-here/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_view_may_set_a_policy_of_its_own() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = strict_headers(view)(HttpRequest())
    assert response.headers["Content-Security-Policy"] == "sandbox"
