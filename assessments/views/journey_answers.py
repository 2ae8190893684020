"""One answer: what it is, what it was before, and what colleagues say about it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from assessments.forms.comment import CommentForm
from assessments.journey.questions import Question, questionnaire
from assessments.journey.wording import evidence_of, question_of, source_of, words_of
from assessments.models import AnswerComment
from assessments.selectors.answered import comments, history
from assessments.services.teamwork import comment_on_answer, settle_comment
from assessments.views.journey_frame import Journey, frame, journey_of, page_link
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.views.drafts import bring_draft, settle_draft, typed


@client_view(Role.VIEWER)
@require_GET
def show_answer(request: HttpRequest, client: Client, assessment: str, key: str) -> HttpResponse:
    journey, question = journey_of(client, assessment), _question(key)
    bring_draft(request, client, request.path)
    return _shown(request, journey, question, CommentForm(typed(request)))


@client_view(Role.EDITOR)
@require_POST
def comment_answer(request: HttpRequest, client: Client, assessment: str, key: str) -> HttpResponse:
    """The draft belongs to the page with the form."""
    journey, question, form = journey_of(client, assessment), _question(key), CommentForm(request.POST)
    page = journey.link("show_answer", key=key)
    bring_draft(request, client, page)
    if form.is_valid():
        comment_on_answer(
            assessment=journey.assessment, key=key, text=form.cleaned_data["text"], actor=person(request)
        )
        response: HttpResponse = redirect(page)
    else:
        response = _shown(request, journey, question, form, status=422)
    settle_draft(request, client, response, page)
    return response


@client_view(Role.EDITOR)
@require_POST
def settle_answer_comment(
    request: HttpRequest, client: Client, assessment: str, comment: int
) -> HttpResponse:
    journey = journey_of(client, assessment)
    found = get_object_or_404(AnswerComment, assessment=journey.assessment, pk=comment)
    settle_comment(found, actor=person(request))
    return redirect(journey.link("show_answer", key=found.key))


def _question(key: str) -> Question:
    question = question_of(key)
    if question is None or question.table:
        raise Http404
    return question


def _shown(
    request: HttpRequest, journey: Journey, question: Question, form: CommentForm, status: int = 200
) -> HttpResponse:
    page = questionnaire().page_of(question)
    answer = journey.answered.answers.get(question.id)
    context = frame(request, journey, here=question.text) | {
        "question": question,
        "answer": answer,
        "now": _read(journey, question, journey.given.contents.get(question.id)),
        "past": [
            {"row": row, **_read(journey, question, row.content)}
            for row in history(journey.assessment, question.id)
        ],
        "comments": comments(journey.assessment, question.id),
        "form": form,
        "page_url": f"{page_link(journey.assessment, page)}#div_id_{question.id.replace('.', '__')}",
        "here_url": journey.link("show_answer", key=question.id),
        "comment_url": journey.link("comment_answer", key=question.id),
    }
    return render(request, "assessments/show_answer.html", context, status=status)


def _read(journey: Journey, question: Question, content: Any) -> dict[str, str]:
    return {
        "value": words_of(question, content, journey.currency),
        "evidence": evidence_of(content),
        "source": source_of(content),
    }
