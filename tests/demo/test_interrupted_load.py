"""A load that ends in the middle leaves the desk as empty as it was."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import override_settings

from tracker.demo import entered_claims, loading
from tracker.demo.outlets import origins
from tracker.models import Claim, Party, Source


@pytest.mark.django_db
def test_a_load_that_is_interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[str] = []

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entered_claims, "decide", interrupted)
    folders = override_settings(VAR=tmp_path, MEDIA_ROOT=tmp_path / "archive")
    with folders, pytest.raises(KeyboardInterrupt):
        loading.load(origins=origins(), say=reached.append)
    assert reached
    for table in (Claim, Party, Source, User):
        assert not table._default_manager.exists()
