"""The founding case in small: Kyiv claims, Moscow is burdened and expected."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User

from tests.factories import add_claim, add_party, add_position, add_role, day
from tracker.models import Claim, Party
from tracker.rules.vocabulary import Role, Stance

NOW = day(20)


@dataclass(frozen=True)
class Desk:
    claim: Claim
    kyiv: Party
    moscow: Party
    editor: User


@pytest.fixture
def desk(db: None) -> Desk:
    claim, kyiv, moscow = add_claim("captured"), add_party("kyiv"), add_party("moscow")
    add_role(claim, kyiv, Role.CLAIMANT)
    add_role(claim, moscow, Role.ACCUSED, is_burdened=True, is_expected=True)
    add_position(claim, kyiv, Stance.ASSERTS, at=day(8))
    editor = User.objects.create_user("editor", is_staff=True)
    return Desk(claim, kyiv, moscow, editor)
