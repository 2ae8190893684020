"""Take the best mix as an option of one's own."""

from collections.abc import Mapping

from django.db import transaction

from assessments.choices import OptionModel
from assessments.models import Assessment, ContactStream, Option
from assessments.services.options import create_option, set_shares
from clients.models import User
from vendors.models import Offer

NAME = "Best mix"


@transaction.atomic
def take_mix(*, assessment: Assessment, places: Mapping[str, str], note: str, actor: User) -> Option:
    """A new option with whole streams at the offers; its own terms, such as severance, stay open."""
    streams = dict(ContactStream.objects.filter(assessment=assessment).values_list("slug", "pk"))
    offers = dict(Offer.objects.filter(assessment=assessment).values_list("slug", "pk"))
    option = create_option(
        assessment=assessment, name=_free_name(assessment), model=OptionModel.MIX, actor=actor, note=note
    )
    shares = {(streams[stream], offers[offer]): 1.0 for stream, offer in places.items()}
    set_shares(option, shares, version=option.version, actor=actor)
    return option


def _free_name(assessment: Assessment) -> str:
    taken = set(Option.objects.filter(assessment=assessment).values_list("name", flat=True))
    names = (NAME, *(f"{NAME} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
