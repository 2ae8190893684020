import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_goals_are_answers"),
        ("reports", "0003_letterhead"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DealPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("option", models.SlugField(max_length=60)),
                ("option_name", models.CharField(max_length=160)),
                ("scheme", models.JSONField(default=dict)),
                ("exit_terms", models.JSONField(default=dict)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("client_signs", models.CharField(blank=True, default="", max_length=160)),
                ("provider_signs", models.CharField(blank=True, default="", max_length=160)),
                ("created", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("changed", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-changed", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("contract", "Contract terms"),
                            ("basics", "Basic requirements"),
                            ("oversight", "Oversight"),
                            ("triggers", "When we leave"),
                            ("exit", "Return and second source"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.SlugField(max_length=60)),
                ("provider", models.CharField(blank=True, default="", max_length=80)),
                ("group", models.CharField(blank=True, default="", max_length=80)),
                ("title", models.CharField(max_length=120)),
                ("why", models.TextField(blank=True, default="", max_length=2000)),
                ("traces", models.JSONField(blank=True, default=list)),
                ("proposal", models.TextField(max_length=4000)),
                ("fallback", models.TextField(blank=True, default="", max_length=4000)),
                ("drafted_proposal", models.TextField(blank=True, default="")),
                ("drafted_fallback", models.TextField(blank=True, default="")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("draft", "Draft"),
                            ("proposed", "Proposed"),
                            ("agreed", "Agreed"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("who", models.CharField(blank=True, default="", max_length=160)),
                ("rhythm", models.CharField(blank=True, default="", max_length=160)),
                ("left_out", models.BooleanField(default=False)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["place", "pk"],
            },
        ),
        migrations.AddField(
            model_name="report",
            name="plan",
            field=models.JSONField(
                blank=True, default=list, help_text="The deal plan as it was when issued."
            ),
        ),
        migrations.RemoveConstraint(
            model_name="report",
            name="report_choices_are_known",
        ),
        migrations.AlterField(
            model_name="report",
            name="parts",
            field=models.CharField(
                choices=[
                    ("full", "Full report"),
                    ("memo", "Board memo of two pages"),
                    ("annex", "Consultant's annex"),
                    ("whole", "Full report and annex in one"),
                    ("plan", "Deal plan alone"),
                ],
                default="full",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paper__in", ["A4", "Letter"]),
                    ("parts__in", ["full", "memo", "annex", "whole", "plan"]),
                    ("state__in", ["waiting", "ready", "failed"]),
                ),
                name="report_choices_are_known",
                violation_error_message="These parts, this paper or this state are not known.",
            ),
        ),
        migrations.AddField(
            model_name="dealplan",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deal_plans",
                to="assessments.assessment",
            ),
        ),
        migrations.AddField(
            model_name="dealplan",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dealplan",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deal_plans",
                to="assessments.decision",
            ),
        ),
        migrations.AddField(
            model_name="planterm",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="reports.dealplan"
            ),
        ),
        migrations.AddConstraint(
            model_name="dealplan",
            constraint=models.UniqueConstraint(
                fields=("assessment", "option"),
                name="deal_plan_once_per_option",
                violation_error_message="There is a plan for this option already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planterm",
            constraint=models.UniqueConstraint(
                fields=("plan", "part", "provider", "key"),
                name="plan_term_once_per_key",
                violation_error_message="This term is in the plan already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part__in", ["contract", "basics", "oversight", "triggers", "exit"]),
                    ("status__in", ["open", "draft", "proposed", "agreed"]),
                ),
                name="plan_term_choices_are_known",
                violation_error_message="This part or this status is not known.",
            ),
        ),
    ]
