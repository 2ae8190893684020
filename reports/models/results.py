"""Living with a deal: what one month brought."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models.scoping import ClientManager
from reports.models.plan import DealPlan


class MonthResult(models.Model):
    """The first day names the month. measured, missed, asked and terms are plain values of
    presenters.results.entered: shares by figure and period, periods by basic requirement, days by trigger,
    and the scheme by which the month is settled, as it stood when the month was entered."""

    plan = models.ForeignKey(DealPlan, models.CASCADE, related_name="results")
    month = models.DateField()
    contacts = models.PositiveIntegerField()
    fee = models.DecimalField(max_digits=15, decimal_places=2, validators=[MinValueValidator(0)])
    price = models.DecimalField(
        max_digits=15, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    measured = models.JSONField(default=dict, blank=True)
    missed = models.JSONField(default=dict, blank=True)
    asked = models.JSONField(default=dict, blank=True)
    terms = models.JSONField(default=dict)
    incidents = models.PositiveIntegerField(default=0)
    complaints = models.PositiveIntegerField(null=True, blank=True)
    stories = models.PositiveIntegerField(default=0)
    rating = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(5)],
    )  # fmt: skip
    reasons = models.TextField(blank=True, default="", max_length=4000)
    events = models.TextField(blank=True, default="", max_length=4000)
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    client_path = "plan__assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "month"],
                name="month_result_once_per_month",
                violation_error_message="The results of this month are there already.",
            ),
            models.CheckConstraint(
                condition=Q(fee__gte=0) & (Q(price=None) | Q(price__gte=0)),
                name="month_result_money_is_not_negative",
                violation_error_message="What was invoiced is 0 or more.",
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=0, rating__lte=5),
                name="month_result_rating_is_0_to_5",
                violation_error_message="A rating lies between 0 and 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"results of {self.month:%Y-%m}"
