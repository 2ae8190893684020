"""The interface described for people: made from the same description that programs read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from api.interface import interface
from api.problems import TITLES, WHAT_TO_DO, problem

VERBS = ("get", "post", "patch", "put", "delete")


@require_safe
def describe_api(request: HttpRequest) -> HttpResponse:
    schema = interface.get_openapi_schema()
    context = {
        "groups": _groups(schema),
        "problems": [(status, TITLES[status], WHAT_TO_DO[status]) for status in sorted(TITLES)],
    }
    return render(request, "api/describe_api.html", context)


@csrf_exempt
def not_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Programs get a problem, also where there is no address at all."""
    return problem(404)


def _groups(schema: Any) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for verb in VERBS:
            if verb in operations:
                shown = _operation(path, verb, operations[verb])
                found.setdefault(operations[verb]["tags"][0], []).append(shown)
    return [{"name": name.capitalize(), "operations": rows} for name, rows in found.items()]


def _operation(path: str, verb: str, told: Any) -> dict[str, Any]:
    given = [one for one in told.get("parameters", []) if one["in"] != "path"]
    return {
        "verb": verb.upper(),
        "path": path,
        "summary": told.get("summary", ""),
        "writes": verb != "get",
        "parameters": [
            {"name": one["name"], "required": one.get("required"), "about": _about(one)} for one in given
        ],
        "body": _name_of(told.get("requestBody", {})),
        "answers": ", ".join(sorted(str(status) for status in told["responses"])),
    }


def _about(parameter: Any) -> str:
    return str(parameter.get("description") or parameter["schema"].get("description", ""))


def _name_of(body: Any) -> str:
    """Of the JSON that is sent: a named part of the description, or a client document."""
    content = body.get("content", {}).get("application/json", {}).get("schema", {})
    return str(content.get("$ref", "a client document") if content else "").rpartition("/")[2]
