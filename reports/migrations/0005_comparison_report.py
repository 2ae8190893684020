import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

COLOUR = django.core.validators.RegexValidator(
    "^#[0-9a-fA-F]{6}\\Z", "Give the colour as # and six digits, for example #0b5cab."
)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_goals_are_answers"),
        ("clients", "0002_clients_and_audit"),
        ("reports", "0004_deal_plan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="report",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="assessments.assessment",
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="clients.client"
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="reports.reportfile",
            ),
        ),
        migrations.CreateModel(
            name="ComparisonReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("issued", models.DateField()),
                (
                    "paper",
                    models.CharField(
                        choices=[("A4", "A4"), ("Letter", "US Letter")], default="A4", max_length=10
                    ),
                ),
                ("mark", models.CharField(blank=True, default="Confidential", max_length=60)),
                ("colour", models.CharField(blank=True, default="", max_length=7, validators=[COLOUR])),
                (
                    "logo",
                    models.TextField(
                        blank=True, default="", help_text="A checked picture as a data: address."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being drawn"),
                            ("ready", "Ready"),
                            ("failed", "Could not be drawn"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("job_id", models.UUIDField(blank=True, null=True)),
                ("idempotency_key", models.CharField(blank=True, max_length=80, null=True)),
                ("created", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="clients.client",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="reports.reportfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-created", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "number"),
                        name="comparison_number_is_unique",
                        violation_error_message="There is a comparison with this number.",
                    ),
                    models.UniqueConstraint(
                        fields=("client", "idempotency_key"),
                        name="comparison_once_per_request",
                        violation_error_message="This comparison was asked for already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("file__isnull", False),
                            _connector="OR",
                        ),
                        name="comparison_ready_has_a_file",
                        violation_error_message="A comparison that is ready has a file.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paper__in", ["A4", "Letter"]), ("state__in", ["waiting", "ready", "failed"])
                        ),
                        name="comparison_choices_are_known",
                        violation_error_message="This paper or this state is not known.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparedDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=400)),
                ("group", models.CharField(max_length=400)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.decision",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="compared",
                        to="reports.comparisonreport",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "position"),
                        name="compared_once_per_place",
                        violation_error_message="Two scenarios cannot stand in the same column.",
                    )
                ],
            },
        ),
    ]
