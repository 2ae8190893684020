"""The words that an assessment is described with."""

from django.db import models


class AssessmentStatus(models.TextChoices):
    DRAFT = "draft", "Being described"
    DECIDED = "decided", "Decision computed"
    REPORTED = "reported", "Report issued"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    CLOSED = "closed", "Closed"


class OptionModel(models.TextChoices):
    STAY = "stay", "Stay as is"
    IMPROVE = "improve", "Improve in-house"
    ONSHORE = "onshore", "Vendor at home"
    NEARSHORE = "nearshore", "Vendor nearby"
    OFFSHORE = "offshore", "Vendor far away"
    CAPTIVE = "captive", "Own centre abroad"
    TRAINING_ONLY = "training_only", "Training only"
    BUILD_OPERATE_TRANSFER = "build_operate_transfer", "Build, operate, transfer"
    MIX = "mix", "Mix"


class CostKind(models.TextChoices):
    SUPERVISION = "supervision", "Supervisors"
    QUALITY_TRAINING = "quality_training", "Quality, training and planning"
    TECHNOLOGY = "technology", "Telephony and equipment"
    SOFTWARE = "software", "Help-desk software"
    FACILITIES = "facilities", "Space and facilities"
    MANAGEMENT = "management", "Management"
    OTHER = "other", "Other"


class WeightMethod(models.TextChoices):
    SWING = "swing", "By what would be lifted first"
    RANK = "rank", "By order"
    PAIRWISE = "pairwise", "In pairs"
    DIRECT = "direct", "By points"


class Factor(models.TextChoices):
    COST = "cost", "Cost"
    QUALITY = "quality", "Quality"
    LANGUAGE = "language", "Language"
    TRUST = "trust", "Trust"
    LEGAL = "legal", "Legal"
    REPUTATION = "reputation", "Reputation"


class Verdict(models.TextChoices):
    GO = "go", "Go"
    CONDITIONAL_GO = "conditional_go", "Conditional go"
    NO_GO = "no_go", "No-go"
