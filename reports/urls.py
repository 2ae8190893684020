"""Addresses of decisions, comparisons and reports."""

from django.urls import URLPattern, path

from reports.views import (
    comparing,
    comparison,
    decision,
    exporting,
    issued,
    issuing,
    letterhead,
    plan,
    plan_edit,
    portfolio,
    preview,
    proving,
    report_page,
    results,
    results_edit,
    sign_off,
)

ASSESSMENT = "clients/<slug:client>/assessments/<slug:assessment>/"
COMPARISON = "clients/<slug:client>/reports/comparisons/<int:comparison>/"
PLAN = ASSESSMENT + "plan/<int:plan>/"
REPORT = "clients/<slug:client>/reports/<int:number>/<int:version>/"

urlpatterns: list[URLPattern] = [
    path("", portfolio.list_clients, name="list_clients"),
    path(ASSESSMENT + "compare/", comparison.compare_scenarios, name="compare_scenarios"),
    path(ASSESSMENT + "compare/causes/", comparison.compare_causes, name="compare_causes"),
    path(ASSESSMENT + "compare/compute/", comparison.compute_compared, name="compute_compared"),
    path(ASSESSMENT + "compare/issue/", comparing.issue_comparison, name="issue_comparison"),
    path(ASSESSMENT + "compare/scenarios.xlsx", comparison.download_comparison, name="download_comparison"),
    path(ASSESSMENT + "decision/", decision.show_decision, name="show_decision"),
    path(ASSESSMENT + "decision/try/", preview.try_decision, name="try_decision"),
    path(ASSESSMENT + "decision/try/keep/", preview.keep_tried, name="keep_tried"),
    path(ASSESSMENT + "decision/break/", preview.break_decision, name="break_decision"),
    path(ASSESSMENT + "decision/figures/", preview.explain_decision, name="explain_decision"),
    path(ASSESSMENT + "decision/compute/", decision.compute_decision, name="compute_decision"),
    path(ASSESSMENT + "decision/files/<slug:file>/", exporting.export_decision, name="export_decision"),
    path(ASSESSMENT + "decision/issue/", issuing.issue_report, name="issue_report"),
    path(ASSESSMENT + "plan/", plan.show_plan, name="show_plan"),
    path(ASSESSMENT + "results/", results.show_results, name="show_results"),
    path(ASSESSMENT + "plan/draft/", plan.draft_plan, name="draft_plan"),
    path(PLAN + "issue/", plan.issue_plan, name="issue_plan"),
    path(PLAN + "review/", plan.review_plan, name="review_plan"),
    path(PLAN + "terms/<int:term>/", plan_edit.edit_plan_term, name="edit_plan_term"),
    path(PLAN + "add/<slug:part>/", plan_edit.add_plan_term, name="add_plan_term"),
    path(PLAN + "began/", results_edit.begin_deal, name="begin_deal"),
    path(PLAN + "results.csv", results.download_results, name="download_results"),
    path(PLAN + "results/<slug:month>/", results_edit.enter_month, name="enter_month"),
    path(PLAN + "results/<slug:month>/remove/", results_edit.remove_month, name="remove_month"),
    path(PLAN + "<slug:part>/", plan_edit.edit_plan_part, name="edit_plan_part"),
    path("clients/<slug:client>/reports/", issued.list_reports, name="list_reports"),
    path("clients/<slug:client>/reports/letterhead/", letterhead.edit_letterhead, name="edit_letterhead"),
    path("clients/<slug:client>/reports/prove/", proving.prove_report, name="prove_report"),
    path("clients/<slug:client>/reports/prove/<uuid:proof>/", proving.show_proof, name="show_proof"),
    path(COMPARISON, comparing.show_comparison, name="show_comparison"),
    path(COMPARISON + "again/", comparing.draw_comparison_again, name="draw_comparison_again"),
    path(COMPARISON + "files/<slug:file>/", exporting.export_comparison, name="export_comparison"),
    path(
        COMPARISON + "comparison.pdf", comparing.download_issued_comparison, name="download_issued_comparison"
    ),
    path(REPORT, report_page.show_report, name="show_report"),
    path(REPORT + "progress/", report_page.report_progress, name="report_progress"),
    path(REPORT + "again/", issued.draw_report_again, name="draw_report_again"),
    path(REPORT + "files/<slug:file>/", exporting.export_report, name="export_report"),
    path(REPORT + "sign/", sign_off.sign_report, name="sign_report"),
    path(REPORT + "conditions/<int:condition>/", sign_off.take_condition, name="take_condition"),
    path(REPORT + "report.pdf", issued.download_report, name="download_report"),
]
