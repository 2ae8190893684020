"""The ways to source the work: who does which share of which stream, and what it takes to get there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.choices import OptionModel
from assessments.models.assessment import Assessment
from assessments.models.streams import ContactStream
from clients.models.scoping import ClientManager
from vendors.models import Fact, Offer, OneOffSum


class Option(models.Model):
    """Its facts are fields of an option in the case, those of improvement.… and training.… included."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="options")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    model = models.CharField(max_length=24, choices=OptionModel)
    order = models.PositiveSmallIntegerField(default=0)
    start_month = models.PositiveSmallIntegerField(default=0)
    transfer_month = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True, default="", max_length=4000)
    archived = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["order", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "slug"],
                name="option_slug_is_unique_in_an_assessment",
                violation_error_message="Another option has this name.",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(model=OptionModel.STAY.value),
                name="option_stay_once_per_assessment",
                violation_error_message="Staying as is is among the options already.",
            ),
            models.CheckConstraint(
                condition=Q(model__in=[model.value for model in OptionModel]),
                name="option_model_is_known",
                violation_error_message="Choose a way to source the work.",
            ),
            models.CheckConstraint(
                condition=Q(transfer_month__isnull=True)
                | Q(model=OptionModel.BUILD_OPERATE_TRANSFER.value, transfer_month__gte=1),
                name="option_transfer_needs_its_model",
                violation_error_message="Only build, operate, transfer has a month of transfer.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Allocation(models.Model):
    """Share of a stream that a provider does on the terms of an offer; the rest stays in-house."""

    option = models.ForeignKey(Option, models.CASCADE, related_name="allocations")
    stream = models.ForeignKey(ContactStream, models.CASCADE, related_name="allocations")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="allocations")
    share = models.FloatField()

    client_path = "option__assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["stream__order", "stream__slug", "offer__slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["option", "stream", "offer"],
                name="allocation_once_per_stream_and_offer",
                violation_error_message="This share of the stream is set already.",
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1),
                name="allocation_share_is_a_fraction",
                violation_error_message="A share lies above 0 and not above 100 percent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share:.0%} of {self.stream}"


class OptionFact(Fact):
    option = models.ForeignKey(Option, models.CASCADE, related_name="facts")

    client_path = "option__assessment__client"
    objects = ClientManager()

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["option", "key"],
                name="optionfact_once_per_key",
                violation_error_message="This was written by somebody else in the meantime.",
            ),
        ]


class OptionSum(OneOffSum):
    option = models.ForeignKey(Option, models.CASCADE, related_name="one_off")

    client_path = "option__assessment__client"
    objects = ClientManager()

    class Meta(OneOffSum.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["option", "slug"],
                name="optionsum_once_per_slug",
                violation_error_message="This sum is listed already.",
            ),
        ]


class GateWaiver(models.Model):
    """Somebody answers for a gate that is not passed; printed on the first page of the report."""

    option = models.ForeignKey(Option, models.CASCADE, related_name="waivers")
    gate = models.CharField(max_length=3)
    by_name = models.CharField("who answers for it", max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(max_length=2000)
    on = models.DateField(default=timezone.localdate)

    client_path = "option__assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["gate"]
        constraints = [
            models.UniqueConstraint(
                fields=["option", "gate"],
                name="gate_waiver_once_per_gate",
                violation_error_message="Somebody answers for this gate already.",
            ),
            models.CheckConstraint(
                condition=Q(gate__startswith="K"),
                name="gate_waiver_names_a_gate",
                violation_error_message="A gate is K01, K02 and so on.",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(by_name=""),
                name="gate_waiver_has_name_and_reason",
                violation_error_message="A waiver needs a name and a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gate}: {self.by_name}"
