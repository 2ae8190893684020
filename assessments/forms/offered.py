"""Reference figures beside the questions of a form."""

from assessments.forms.answers import PageForm
from assessments.forms.fields import name_of
from assessments.selectors.reference_figures import Figure, Place, figure_for
from ui.forms import Benchmark, EstimateField

TAKEN_OVER = "E"


def offer_figures(form: PageForm, place: Place) -> None:
    """Each estimate gets the figure that fits the place, where there is one."""
    for question in form.questions:
        field = form.fields[name_of(question)]
        if question.references and isinstance(field, EstimateField):
            figure = figure_for(question.references, question.unit, place)
            if figure is not None:
                form.set_benchmark(name_of(question), as_benchmark(figure, field, name_of(question)))


def as_benchmark(figure: Figure, field: EstimateField, name: str) -> Benchmark:
    """A figure that others published is a guess about this company, however well it is known."""
    text = field.measure.text
    return Benchmark(
        text=figure.text,
        source=figure.source,
        source_url=figure.url,
        key=name,
        low=text(figure.low),
        likely=text(figure.likely),
        high=text(figure.high),
        evidence=TAKEN_OVER,
    )
