"""Which questions belong to which kind of option."""

from functools import cache
from pathlib import Path
from typing import Final

from assessments.choices import OptionModel
from vendors.journey.questions import Question, Sheets, read

FILE = Path(__file__).resolve().parent.parent / "data" / "option_questions.toml"
IN_HOUSE: Final = {OptionModel.STAY, OptionModel.IMPROVE, OptionModel.TRAINING_ONLY}
SHEETS_OF: Final = {
    OptionModel.STAY: (),
    OptionModel.IMPROVE: ("improve",),
    OptionModel.TRAINING_ONLY: ("training_only",),
    OptionModel.BUILD_OPERATE_TRANSFER: ("transfer", "deal"),
}
DESCRIPTIONS: Final = {
    OptionModel.IMPROVE: "Your own team, as good as you can make it.",
    OptionModel.TRAINING_ONLY: "A training firm teaches your new agents; the work stays.",
    OptionModel.ONSHORE: "A company in your own country does the work.",
    OptionModel.NEARSHORE: "A company in a country close by, in much the same time zone.",
    OptionModel.OFFSHORE: "A company far away, usually the cheapest hour.",
    OptionModel.CAPTIVE: "You build and run a centre of your own in another country.",
    OptionModel.BUILD_OPERATE_TRANSFER: "A vendor builds and runs the centre, then it becomes yours.",
    OptionModel.MIX: "Different contact streams go to different places.",
}


@cache
def option_sheets() -> Sheets:
    return read(FILE)


def questions_of(model: str) -> tuple[Question, ...]:
    """What is asked about an option of this kind."""
    sheets = SHEETS_OF.get(OptionModel(model), ("deal",))
    return tuple(question for sheet in sheets for question in option_sheets().of_sheet(sheet).values())


def moves_work(model: str) -> bool:
    return OptionModel(model) not in IN_HOUSE


def has_one_provider(model: str) -> bool:
    return moves_work(model) and model != OptionModel.MIX
