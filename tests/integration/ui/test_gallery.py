import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from ui.gallery import exhibits

pytestmark = pytest.mark.django_db


def signed_in(*, staff: bool) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_user(email="ana@example.org", is_staff=staff))
    return client


@pytest.mark.parametrize("name", ["gallery", "gallery_progress"])
def test_strangers_and_users_do_not_see_the_gallery(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 404
    assert signed_in(staff=False).get(reverse(name)).status_code == 404


def test_staff_sees_every_component_in_both_themes() -> None:
    staff = signed_in(staff=True)
    for theme in ("light", "dark"):
        page = staff.get(reverse("gallery"), {"theme": theme}).content.decode()
        assert page.count(f'data-bs-theme="{theme}"') == len(exhibits()) + 3
        assert page.count("gallery-item") == len(exhibits()) + 3


def test_the_gallery_shows_what_the_guided_pages_are_made_of() -> None:
    page = signed_in(staff=True).get(reverse("gallery")).content.decode()
    for name in ("row_table", "benchmark_note", "side_panel", "worth_finding_out"):
        assert f'id="c-{name}"' in page
    assert "data-estimate" in page
    assert page.count('class="row-card') == 3 and page.count("row-card has-error") == 1


@pytest.mark.parametrize(("asked", "words"), [("8", "26 %"), ("98", "The decision is ready."), ("x", "18 %")])
def test_the_sample_job_comes_to_an_end(asked: str, words: str) -> None:
    answer = signed_in(staff=True).get(reverse("gallery_progress"), {"percent": asked})
    assert words in answer.content.decode()
