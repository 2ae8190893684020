"""The forms of two-step sign-in, in the words of the rest of the pages."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passkey = self.fields["passwordless"]
        passkey.label = "Sign in with it instead of the password"
        passkey.help_text = "It then has to ask for your finger, face or PIN each time."


class PlainCode:
    """For a form with a code. A placeholder would look like an answer."""

    code_label = "Code"
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = self.code_label
        self.fields["code"].widget.attrs.pop("placeholder", None)


class SecondStepForm(PlainCode, AuthenticateForm):  # type: ignore[misc]
    pass


class ConfirmForm(PlainCode, ReauthenticateForm):  # type: ignore[misc]
    pass


class SetUpAppForm(PlainCode, ActivateTOTPForm):  # type: ignore[misc]
    code_label = "The six digits that the app shows"
