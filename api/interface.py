"""All operations as one interface, and its description."""

from typing import Any

from ninja import NinjaAPI

from api.guarding import Bearer
from api.operations import answers, assessments, clients, decisions, reports, results
from api.problems import MEDIA_TYPE, answer_problems
from api.reading import StrictParser

FIRST_REFUSAL = 400


class Interface(NinjaAPI):
    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        """Refusals have a media type of their own, which the framework cannot be told."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for place in schema["paths"].values():
            for operation in place.values():
                for status, response in operation.get("responses", {}).items():
                    if int(status) >= FIRST_REFUSAL and "content" in response:
                        response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}
        return schema


interface = Interface(
    title="Outsourcing Advisor",
    version="1",
    description="Read clients, assessments, decisions, reports, results; send answers and whole assessments.",
    urls_namespace="api",
    docs_url=None,
    auth=Bearer(),
    parser=StrictParser(),
)
for module in (clients, assessments, answers, decisions, reports, results):
    interface.add_router("", module.router)
answer_problems(interface)
