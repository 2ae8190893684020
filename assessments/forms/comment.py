"""A remark on an answer."""

from django import forms

from ui.forms import QuestionForm


class CommentForm(QuestionForm):
    text = forms.CharField(
        label="Your comment",
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Write what you want to say"},
    )
