"""The demo keeps away from real data."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from workbench.cast import Cast
from ziping.wording import InputError
from ziping.workbench.demo.data import county
from ziping.workbench.demo.loading import load
from ziping.workbench.organisation.models import Unit


def test_somebody_real_of_the_same_name_is_not_let_in(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert cast.person("clerk").has_usable_password()
    assert client.post(reverse("demo-enter"), {"username": "clerk"}).status_code == 404


@pytest.mark.usefixtures("cast")
def test_the_demo_is_not_loaded_over_real_data() -> None:
    with pytest.raises(InputError):
        load(2, 1)
    assert not Unit.objects.filter(place__code=county()["place"]["code"]).exists()
