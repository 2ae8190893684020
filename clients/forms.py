"""Who is invited to a client, and what an invited person tells of herself."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from clients.choices import Role
from clients.models import Client, User
from clients.selectors import is_member
from clients.selectors.events import Wanted
from ui.forms import QuestionForm, RadioCards

ROLE_TITLES = {Role.VIEWER: "Executive", Role.EDITOR: "Manager", Role.OWNER: "Owner"}
ROLE_DESCRIPTIONS = {
    Role.VIEWER: "Reads, downloads and signs off.",
    Role.EDITOR: "Answers the questions and issues reports.",
    Role.OWNER: "Manages people, options and the client.",
}


class InviteForm(QuestionForm):
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="The invitation works for this address only, once, within three days.",
        error_messages={"required": "Enter the address of the person", "invalid": "Enter an e-mail address"},
    )
    role = forms.ChoiceField(
        label="What may this person do?",
        choices=list(ROLE_TITLES.items()),
        widget=RadioCards(descriptions=ROLE_DESCRIPTIONS),
        error_messages={"required": "Choose what this person may do"},
    )

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client = client

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if is_member(self.client, email):
            raise ValidationError("This person belongs to the client already: change the role in the list")
        return email

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class TokenForm(QuestionForm):
    name = forms.CharField(
        label="What is it for?",
        max_length=80,
        help_text="The name of the program, for example. It stands in the record beside what it does.",
        error_messages={"required": "Say what the token is for"},
    )
    role = forms.ChoiceField(
        label="What may the program do?",
        choices=[(Role.VIEWER, "Read"), (Role.EDITOR, "Read and write")],
        widget=RadioCards(
            descriptions={
                Role.VIEWER: "Clients, assessments, decisions and reports.",
                Role.EDITOR: "The same, and it may send answers and whole assessments.",
            }
        ),
        error_messages={"required": "Choose what the program may do"},
    )
    days = forms.TypedChoiceField(
        label="How long does it work?",
        coerce=int,
        choices=[(30, "30 days"), (90, "90 days"), (365, "One year")],
        initial=90,
        widget=RadioCards,
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=list(ROLE_TITLES.items()))
    was = forms.ChoiceField(choices=list(ROLE_TITLES.items()), widget=forms.HiddenInput)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class AccountForm(QuestionForm):
    """Every answer is judged the same way, whether or not the address has an account."""

    name = forms.CharField(label="Your name", max_length=120, help_text="As it stands beside what you do.")
    password = forms.CharField(
        label="Password",
        help_text="At least 12 characters.",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The password again",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", "Type the same password twice")
        elif password:
            self._judge(password, cleaned.get("name", ""))
        return cleaned

    def _judge(self, password: str, name: str) -> None:
        try:
            validate_password(password, User(email=self.email, name=name))
        except ValidationError as error:
            self.add_error("password", error)


class WantedEventsForm(forms.Form):
    """What narrows the record. An address typed by hand is judged like a click."""

    person = forms.ChoiceField(required=False)
    action = forms.ChoiceField(required=False)
    since = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, data: Any, *, people: list[str], actions: list[tuple[str, str]]) -> None:
        super().__init__(data)
        everybody = [("", "Everybody"), *((email, email) for email in people)]
        self.fields["person"].choices = everybody  # type: ignore[attr-defined]
        self.fields["action"].choices = [("", "Everything"), *actions]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        found = self.cleaned_data
        return Wanted(
            person=found.get("person", ""),
            action=found.get("action", ""),
            since=found.get("since"),
            until=found.get("until"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day comes before the first")
        return cleaned
