from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ui.gallery import exhibits
from ui.gallery_form import FILLED, WRONG, GalleryForm, gallery_rows
from ui.numbers import whole_number

LAST_PERCENT = 100
STEP = 18


def refuse_outsiders(request: HttpRequest) -> None:
    if not (settings.DEBUG or (request.user.is_active and request.user.is_staff)):
        raise Http404


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page; for those who build the product."""
    refuse_outsiders(request)
    theme = "dark" if request.GET.get("theme") == "dark" else "light"
    tabs = [
        {"label": name.title(), "url": f"?theme={name}", "current": name == theme}
        for name in ("light", "dark")
    ]
    forms = [
        ("Filled", GalleryForm(initial=FILLED, auto_id="filled_%s")),
        ("To be put right", GalleryForm(WRONG)),
    ]
    context = {"exhibits": exhibits(), "theme": theme, "tabs": tabs, "forms": forms, "rows": gallery_rows()}
    return render(request, "ui/gallery.html", context)


def gallery_progress(request: HttpRequest) -> HttpResponse:
    """What a job would answer: a little further each time, then the end."""
    refuse_outsiders(request)
    asked = request.GET.get("percent", "")
    percent = min(LAST_PERCENT, whole_number(asked) + STEP)
    if percent == LAST_PERCENT:
        return render(
            request, "components/notice.html", {"kind": "success", "body": "The decision is ready."}
        )
    parameters = {
        "url": f"progress/?percent={percent}",
        "percent": percent,
        "message": "Weighing 10,000 futures",
    }
    return render(request, "components/progress.html", parameters)
