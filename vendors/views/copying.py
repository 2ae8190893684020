"""Copy a vendor's profile to another of one's clients."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.selectors import memberships_of
from clients.views.drafts import keeps_typed, typed
from ui.forms import QuestionForm
from vendors.services.copying import copy_vendor as copy
from vendors.views.frame import find_vendor, vendor_page


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def copy_vendor(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    """Only to clients where the person may write, too."""
    found = find_vendor(client, vendor)
    others = {
        row.client.slug: row.client
        for row in memberships_of(person(request))
        if row.client_id != client.pk and Role(row.role).includes(Role.EDITOR)
    }
    form = CopyForm(typed(request), others=others)
    if request.method == "POST" and form.is_valid():
        target = others[form.cleaned_data["client"]]
        try:
            made = copy(found, to=target, actor=person(request))
            messages.success(
                request,
                f"{made.name} was copied. Facts came along; quotes, references and interviews did not.",
            )
            return redirect("show_vendor", client=target.slug, vendor=made.slug)
        except ValidationError:
            form.add_error(
                "client", f"{target.name} has a vendor of this name already. Choose another client"
            )
    context = vendor_page(request, found, "Copy to another client") | {"form": form, "others": others}
    status = 422 if request.method == "POST" else 200
    return render(request, "vendors/copy_vendor.html", context, status=status)


class CopyForm(QuestionForm):
    client = forms.ChoiceField(label="To which of your clients?")

    def __init__(self, *args: object, others: dict[str, Client], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose"), *((slug, other.name) for slug, other in others.items())]
        self.fields["client"].choices = choices  # type: ignore[attr-defined]
