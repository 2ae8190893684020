"""What each month of a deal brought, as entered and as worked out."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from api.guarding import guarded
from api.operations.assessments import PLACE, find_assessment
from api.schemas import Limit, MonthOut, Months, Offset, Slug, refusals
from clients.choices import Role
from reports.models import MonthResult
from reports.presenters.results.settled import pay_of_month

router = Router(tags=["results"])


@router.get(
    PLACE + "/{assessment}/results",
    response={200: Months, **refusals()},
    summary="The months of the deals that were entered, the oldest first",
)
@guarded(Role.VIEWER)
def list_results(
    request: HttpRequest, client: Slug, assessment: Slug, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    rows = MonthResult.objects.filter(plan__assessment=find_assessment(request, assessment))
    found = rows.select_related("plan")[offset : offset + limit]
    return {"total": rows.count(), "items": [_shown(row) for row in found]}


def _shown(row: MonthResult) -> dict[str, Any]:
    pay = pay_of_month(row)
    worked_out = {"option": row.plan.option, "bonus": pay.bonus, "malus": pay.malus}
    return {
        name: getattr(row, name) for name in MonthOut.__annotations__ if name not in worked_out
    } | worked_out
