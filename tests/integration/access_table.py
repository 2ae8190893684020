"""Who may open which address. A new route gets a line here; the suite fails until it has one.

ACCESS     name of the route → the least role at the client, or PUBLIC, SIGNED_IN, TOKEN (address as key),
           BEARER (for programs, tried in api/test_tokens.py)
PARTS      how the parts of an address are filled for a world, by the name of the part
KWARGS     what a route needs beyond that, or otherwise
OWNED      parts that name something of a client: with another client's they must not be found
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from assessments.models import AnswerComment, Assessment, ContactStream, Decision, Option, Scenario
from assessments.services.contact_files import take_file
from clients.choices import Role
from clients.models import Client, Membership, User
from clients.services import invite, make_token
from jobs.services import enqueue
from reports.models import ComparisonReport, Report
from reports.selectors.plan import plannable, reading_of
from reports.services.plan import draft_plan
from reports.services.proving import PROVE
from reports.services.results import begin_deal
from vendors.models import Interview, Offer, Reference, Vendor
from vendors.services.links import make_link

PUBLIC, SIGNED_IN, TOKEN, BEARER = "public", "signed in", "token", "bearer"
VIEWER, EDITOR, OWNER = Role.VIEWER, Role.EDITOR, Role.OWNER
Filler = Callable[["World"], Any]

ACCOUNT_ROUTES = ("account_", "mfa_", "usersessions_")  # django-allauth's own pages: no client in the address

ACCESS: dict[str, Role | str] = {
    "healthz": PUBLIC,
    "gallery": PUBLIC,
    "gallery_progress": PUBLIC,
    "how_tested": SIGNED_IN,
    # people of a client
    "list_people": OWNER,
    "withdraw_invitation": OWNER,
    "change_member_role": OWNER,
    "remove_person": OWNER,
    "accept_invitation": TOKEN,
    "list_events": OWNER,
    "download_events": OWNER,
    "keep_draft": EDITOR,
    "drop_draft": EDITOR,
    "list_tokens": OWNER,
    "revoke_api_token": OWNER,
    "show_client_data": OWNER,
    "export_client_data": OWNER,
    "delete_client_data": OWNER,
    # programs
    "describe_api": PUBLIC,
    "api_not_here": PUBLIC,
    "api:openapi-json": PUBLIC,
    "api:api-root": PUBLIC,
    "api:list_clients": BEARER,
    "api:read_client": BEARER,
    "api:list_assessments": BEARER,
    "api:read_assessment": BEARER,
    "api:read_case": BEARER,
    "api:list_questions": BEARER,
    "api:list_answers": BEARER,
    "api:change_answers": BEARER,
    "api:import_document": BEARER,
    "api:compute_decision": BEARER,
    "api:list_decisions": BEARER,
    "api:read_decision": BEARER,
    "api:list_results": BEARER,
    "api:list_reports": BEARER,
    "api:read_report": BEARER,
    "api:download_report": BEARER,
    # clients and assessments
    "list_clients": SIGNED_IN,
    "create_client": SIGNED_IN,
    "create_assessment": OWNER,
    "show_assessment": VIEWER,
    "quick_start": EDITOR,
    "list_tasks": VIEWER,
    "check_answers": VIEWER,
    "assign_task": EDITOR,
    "answer_page": EDITOR,
    "add_table_row": EDITOR,
    "describe_stream": EDITOR,
    "describe_stream_data": EDITOR,
    "show_answer": VIEWER,
    "comment_answer": EDITOR,
    "settle_answer_comment": EDITOR,
    "decision_so_far": VIEWER,
    "import_contacts": EDITOR,
    "map_columns": EDITOR,
    "follow_import": EDITOR,
    "stop_import": EDITOR,
    "review_import": EDITOR,
    "download_faults": EDITOR,
    # vendors
    "list_vendors": VIEWER,
    "create_vendor": EDITOR,
    "show_vendor": VIEWER,
    "edit_vendor": EDITOR,
    "archive_vendor": EDITOR,
    "copy_vendor": EDITOR,
    "edit_vendor_profile": EDITOR,
    "list_vendor_references": VIEWER,
    "add_vendor_reference": EDITOR,
    "edit_vendor_reference": EDITOR,
    "remove_vendor_reference": EDITOR,
    "list_vendor_interviews": VIEWER,
    "add_vendor_interview": EDITOR,
    "edit_vendor_interview": EDITOR,
    "ask_vendor": EDITOR,
    "download_vendor_workbook": EDITOR,
    "upload_vendor_workbook": EDITOR,
    "review_vendor_answers": EDITOR,
    "revoke_vendor_link": EDITOR,
    "answer_as_vendor": TOKEN,
    "submit_answers": TOKEN,
    "download_workbook": TOKEN,
    "upload_workbook": TOKEN,
    "answer_step": TOKEN,
    # countries
    "list_countries": VIEWER,
    "compare_countries": VIEWER,
    "list_country_sources": VIEWER,
    "show_country": VIEWER,
    "override_country_figure": EDITOR,
    "use_published_country_figure": EDITOR,
    # what matters
    "show_weights": VIEWER,
    "weigh": VIEWER,
    "drop_judgement": VIEWER,
    "use_weights": EDITOR,
    "hand_in_weights": VIEWER,
    "take_back_weights": VIEWER,
    "invite_to_weigh": EDITOR,
    "withdraw_invitation_to_weigh": EDITOR,
    "reveal_weights": EDITOR,
    "start_weights_round": EDITOR,
    # scenarios
    "show_best_mix": VIEWER,
    "take_best_mix": EDITOR,
    "list_scenarios": VIEWER,
    "create_scenario": EDITOR,
    "show_scenario": VIEWER,
    "edit_scenario": EDITOR,
    "copy_scenario": EDITOR,
    "lock_scenario": EDITOR,
    "archive_scenario": EDITOR,
    "compute_scenario": EDITOR,
    "compare_scenarios": VIEWER,
    "compare_causes": VIEWER,
    "compute_compared": EDITOR,
    "download_comparison": VIEWER,
    "issue_comparison": EDITOR,
    "show_comparison": VIEWER,
    "draw_comparison_again": EDITOR,
    "download_issued_comparison": VIEWER,
    "export_comparison": VIEWER,
    "try_decision": VIEWER,
    "keep_tried": EDITOR,
    "break_decision": VIEWER,
    "explain_decision": VIEWER,
    # offers, options and law
    "list_offers": VIEWER,
    "compare_vendors": VIEWER,
    "create_offer": EDITOR,
    "show_offer": VIEWER,
    "edit_offer": EDITOR,
    "edit_offer_sums": EDITOR,
    "archive_offer": EDITOR,
    "edit_offer_section": EDITOR,
    "list_options": VIEWER,
    "create_option": EDITOR,
    "edit_option": EDITOR,
    "mix_option": EDITOR,
    "move_option": EDITOR,
    "remove_option": EDITOR,
    "show_law": VIEWER,
    "switch_law": EDITOR,
    "show_duties_met": EDITOR,
    "waive_gate": OWNER,
    "end_gate_waiver": OWNER,
    # decisions and reports
    "show_decision": VIEWER,
    "compute_decision": EDITOR,
    "export_decision": VIEWER,
    "export_report": VIEWER,
    "issue_report": EDITOR,
    "edit_letterhead": EDITOR,
    "prove_report": VIEWER,
    "show_proof": VIEWER,
    "show_plan": VIEWER,
    "draft_plan": EDITOR,
    "issue_plan": EDITOR,
    "review_plan": EDITOR,
    "show_results": VIEWER,
    "download_results": VIEWER,
    "begin_deal": EDITOR,
    "enter_month": EDITOR,
    "remove_month": EDITOR,
    "edit_plan_term": EDITOR,
    "add_plan_term": EDITOR,
    "edit_plan_part": EDITOR,
    "list_reports": VIEWER,
    "show_report": VIEWER,
    "report_progress": VIEWER,
    "draw_report_again": EDITOR,
    "sign_report": VIEWER,
    "take_condition": EDITOR,
    "download_report": VIEWER,
}


class World:
    """One client with something of everything. Rows are made when an address first asks for them."""

    def __init__(self, client: Client, assessment: Assessment, owner: User, number: int) -> None:
        self.client, self.assessment, self.owner, self.number = client, assessment, owner, number
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Filler) -> Any:
        if name not in self._made:
            with scope(client=self.client):
                self._made[name] = make(self)
        return self._made[name]

    def kwargs(self, route: str, names: tuple[str, ...]) -> dict[str, Any]:
        """Values for the parts of an address."""
        fillers = {**PARTS, **KWARGS.get(route, {})}
        return {name: self.once(f"{route if name in KWARGS.get(route, {}) else ''}.{name}", fillers[name])
                for name in names}  # fmt: skip


def _stream(world: World) -> str:
    return ContactStream.objects.filter(assessment=world.assessment).order_by("pk")[0].slug


def _vendor(world: World) -> Vendor:
    """One whose short name no other world has."""
    slug = f"vendor-of-{world.client.slug}"[:60]
    found = Vendor.objects.filter(slug=slug).first()
    if found is None:
        found = Vendor(
            client=world.client, slug=slug, name=f"Vendor of {world.client.name}", country_iso3="COL"
        )
        found.save()
    return found


def _saved(row: Any) -> int:
    row.save()
    return int(row.pk)


def _comment(world: World) -> int:
    return _saved(AnswerComment(assessment=world.assessment, key="service.agents_fte", text="Really?"))


def _import(world: World) -> int:
    upload = SimpleUploadedFile("tickets.csv", b"created,subject,channel\n2026-01-05 09:10,Delivery,phone\n")
    found = take_file(assessment=world.assessment, upload=upload, key="access", actor=world.owner)
    return int(found.pk)


def _link(world: World) -> Any:
    return make_link(vendor=_vendor(world), key="access", actor=world.owner)


def _offer(world: World) -> str:
    slug = f"offer-to-{world.client.slug}"[:60]
    Offer(assessment=world.assessment, vendor=_vendor(world), slug=slug, name="Offer", currency="USD").save()
    return slug


def _option(world: World) -> str:
    slug = f"option-of-{world.client.slug}"[:60]
    Option(assessment=world.assessment, slug=slug, name="Some of it", model="mix").save()
    return slug


def _scenario(world: World) -> str:
    slug = f"scenario-of-{world.client.slug}"[:60]
    Scenario(assessment=world.assessment, slug=slug, name="What if").save()
    return slug


def _report(world: World) -> int:
    """Numbers of two worlds differ, so that a mixed-up address cannot hit by chance."""
    decision = Decision.objects.filter(assessment=world.assessment)[0]
    report = Report(client=world.client, assessment=world.assessment, decision=decision,
                    number=world.number, version=1, issued=dt.date(2026, 11, 1))  # fmt: skip
    report.save()
    return report.number


def _comparison(world: World) -> int:
    report = ComparisonReport(client=world.client, assessment=world.assessment,
                              number=100 + world.number, issued=dt.date(2026, 11, 1))  # fmt: skip
    report.save()
    return report.number


def _proof(world: World) -> Any:
    return enqueue(kind=PROVE, params={"file": "none", "name": "a.pdf", "sha256": ""}, client=world.client).pk


def _plan(world: World) -> Any:
    """A plan of the first option that gives work away; its deal began long ago."""
    decision = Decision.objects.filter(assessment=world.assessment)[0]
    option = plannable(reading_of(decision))[0].option_id
    plan = draft_plan(decision=decision, option=option, user=world.owner)
    began = plan.began or dt.date(2026, 1, 1)
    return begin_deal(plan=plan, version=plan.version, user=world.owner, began=began)


def _invitation(world: World) -> Any:
    address = f"invited-to-{world.client.slug}@example.com"
    return invite(client=world.client, email=address, role=Role.VIEWER, key="access", actor=world.owner)


def _api_token(world: World) -> int:
    told = {"client": world.client, "role": Role.VIEWER, "actor": world.owner}
    return make_token(**told, name="Program", days=30, key="access")[0].pk


PARTS: dict[str, Filler] = {
    "client": lambda world: world.client.slug,
    "assessment": lambda world: world.assessment.slug,
    "section": lambda world: "staffing",
    "page": lambda world: "pay",
    "key": lambda world: "service.agents_fte",
    "stream": _stream,
    "comment": _comment,
    "contact_import": _import,
    "vendor": lambda world: _vendor(world).slug,
    "reference": lambda world: _saved(Reference(vendor=_vendor(world), company="Shoe Shop")),
    "interview": lambda world: _saved(Interview(vendor=_vendor(world))),
    "vendor_link": lambda world: _link(world)[0].pk,
    "token": lambda world: _link(world)[1],
    "invitation": lambda world: _invitation(world)[0].pk,
    "api_token": _api_token,
    "rest": lambda world: "nowhere",
    "member": lambda world: Membership.objects.get(user=world.owner, client=world.client).pk,
    "offer": _offer,
    "option": _option,
    "scenario": _scenario,
    "gate": lambda world: "K09",
    "rule": lambda world: "kcca_2025",
    "part": lambda world: "factors",
    "country": lambda world: "COL",
    "figure": lambda world: "agent_wage_per_hour",
    "number": _report,
    "plan": lambda world: _plan(world).pk,
    "term": lambda world: _plan(world).terms.all()[0].pk,
    "version": lambda world: 1,
    "file": lambda world: "case",
    "condition": lambda world: 1,
    "proof": _proof,
    "month": lambda world: "2026-02",
    "comparison": _comparison,
}

KWARGS: dict[str, dict[str, Filler]] = {
    "accept_invitation": {"token": lambda world: _invitation(world)[1]},
    "edit_vendor_profile": {"section": lambda world: "company"},
    "add_table_row": {"section": lambda world: "streams", "page": lambda world: "streams"},
    "add_plan_term": {"part": lambda world: "contract"},
    "edit_plan_part": {"part": lambda world: "people"},
    "edit_offer_section": {"section": lambda world: "price"},
    "answer_step": {"holder": lambda world: "vendor", "step": lambda world: "quality"},
}

OWNED = {
    "assessment", "stream", "comment", "contact_import", "vendor", "reference", "interview", "vendor_link",
    "number", "plan", "term", "proof", "comparison", "offer", "option", "scenario", "invitation", "member",
    "api_token",
}  # fmt: skip
