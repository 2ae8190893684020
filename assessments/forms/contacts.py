"""Upload a file of contacts, say what its columns mean, and choose what is taken over."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assessments.services.contact_files import LARGEST
from assessments.services.contact_import.layout import ROLES, TIMED, UNITS, Mapping
from assessments.services.contact_import.table import DELIMITERS, ENCODINGS
from ui.forms import QuestionForm, RadioCards

CHANNELS = (
    ("", "There is a column for it, or it does not matter"),
    ("phone", "Phone"),
    ("chat", "Chat"),
    ("email", "E-mail"),
    ("ticket", "Tickets"),
)
DAY_ORDER = (
    ("", "Work it out from the file"),
    ("day", "Day first: 31/12/2026"),
    ("month", "Month first: 12/31/2026"),
)


class UploadForm(QuestionForm):
    file = forms.FileField(
        label="File",
        help_text="CSV or XLSX, up to 400 MB, with the column names in the first row.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Export it again"},
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError("The file is larger than 400 MB. Split it by month and send one part")
        return file


class MappingForm(QuestionForm):
    """header: names of the columns · mapping: what is proposed or remembered"""

    mark_optional = False

    encoding = forms.ChoiceField(label="Letters are written in", choices=list(ENCODINGS.items()))
    delimiter = forms.ChoiceField(label="Columns are separated by", choices=list(DELIMITERS.items()))
    fixed_channel = forms.ChoiceField(
        label="All contacts came by", choices=CHANNELS, required=False, widget=RadioCards
    )
    day_order = forms.ChoiceField(label="How dates are written", choices=DAY_ORDER, required=False)

    def __init__(self, header: list[str], mapping: Mapping, data: Any = None, *, workbook: bool) -> None:
        self.header, self.base = header, mapping
        initial = {
            "encoding": mapping.encoding,
            "delimiter": mapping.delimiter,
            "fixed_channel": mapping.fixed_channel,
            "day_order": {None: "", True: "day", False: "month"}[mapping.day_first],
        }
        super().__init__(data, initial=initial)
        if workbook:
            del self.fields["encoding"], self.fields["delimiter"]
        self._add_roles()

    def _add_roles(self) -> None:
        """One list of columns for each role, in the order of the table; the unit beside times."""
        columns = [("", "Not in the file"), *((name, name) for name in self.header)]
        names = []
        for role, label in ROLES.items():
            field = forms.ChoiceField(label=label, choices=columns, required=role == "started")
            field.error_messages["required"] = "Choose the column that says when a contact came in"
            self.fields[f"role_{role}"] = field
            self.initial[f"role_{role}"] = self.base.columns.get(role, "")
            names.append(f"role_{role}")
            if role in TIMED:
                unit = forms.ChoiceField(
                    label=f"{label}: a bare number counts", choices=[(unit, unit) for unit in UNITS]
                )
                self.fields[f"unit_{role}"] = unit
                self.initial[f"unit_{role}"] = self.base.units.get(role, "seconds")
                names.append(f"unit_{role}")
        self.order_fields([*names, *(name for name in self.fields if name not in names)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        time, date = cleaned.get("role_started_time"), cleaned.get("role_started")
        if time and time == date:
            self.add_error(
                "role_started_time", "Choose another column, or “Not in the file” where the date has the time"
            )
        return cleaned

    def mapping(self) -> Mapping:
        data = self.cleaned_data
        columns = {role: data[f"role_{role}"] for role in ROLES if data.get(f"role_{role}")}
        return Mapping(
            columns=columns,
            units={role: data[f"unit_{role}"] for role in TIMED if role in columns},
            day_first={"": None, "day": True, "month": False}[data["day_order"]],
            fixed_channel="" if "channel" in columns else data["fixed_channel"],
            encoding=data.get("encoding", self.base.encoding),
            delimiter=data.get("delimiter", self.base.delimiter),
            format=self.base.format,
        )


class NamesForm(QuestionForm):
    """Which stream each subject goes into. The same name puts subjects together; empty leaves them out."""

    mark_optional = False

    def __init__(self, subjects: list[str], names: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        self.subjects = subjects
        for number, subject in enumerate(subjects):
            self.fields[f"name_{number}"] = forms.CharField(
                required=False, max_length=160, initial=names.get(subject, ""), label=subject
            )

    def names(self) -> dict[str, str]:
        typed = (self.cleaned_data[f"name_{number}"] for number in range(len(self.subjects)))
        return {subject: " ".join(name.split()) for subject, name in zip(self.subjects, typed, strict=True)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"name_{number}") for number in range(len(self.subjects))):
            raise ValidationError("Give at least one subject a contact stream")
        return cleaned
