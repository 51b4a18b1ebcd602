"""Reading a page as a visitor does."""

from django.test import Client

# The one file of ours that a claim's page loads; it only hides what is shown.
OURS = '<script src="/static/tracker/means.js" defer></script>'


def read(client: Client, address: str, *, status: int = 200) -> str:
    """The page's HTML, with apostrophes as people write them."""
    response = client.get(address)
    assert response.status_code == status, address
    assert response["Content-Type"].startswith("text/html")
    return response.content.decode().replace("&#x27;", "'")
