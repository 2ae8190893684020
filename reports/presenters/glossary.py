"""The words of the report."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    word: str
    meaning: str


TERMS = (
    Term(
        "80 % range",
        "In eight of ten futures the figure lies in this range; in one it is lower, in one higher.",
    ),
    Term(
        "Agents at the language level",
        "Agents whose spoken and written language was tested at the level asked.",
    ),
    Term("Best in", "Share of futures in which the option comes first among those that fail no gate."),
    Term("Contact stream", "Contacts of one subject on its channels, such as returns by chat and phone."),
    Term(
        "Cost that does not stop",
        "In-house cost that stays when the work has left: rent, licences, managers who are still needed.",
    ),
    Term("Evidence grade", "How a figure is known, from measured (A) to guessed (E)."),
    Term(
        "Factor", "One of the six things that are weighed: cost, quality, language, trust, legal, reputation."
    ),
    Term("First-contact resolution", "Share of contacts after which the customer need not come back."),
    Term(
        "Flip point", "The value of one figure at which another option comes first, all else left as it is."
    ),
    Term("Future", "One of the many ways in which all uncertain figures together may turn out."),
    Term("Gate", "A must: a requirement that no advantage elsewhere can outweigh."),
    Term("Hurdle", "A saving smaller than this does not count: it would not be worth the upheaval."),
    Term("Option", "One way to have the work done."),
    Term("Payback", "The month in which the money saved has paid for the move and stays ahead."),
    Term("Present value", "Money of later months counted as what it is worth today."),
    Term("Productive hour", "An hour in which an agent is signed in and works."),
    Term("Settled contact", "A contact after which the matter is closed."),
    Term(
        "Value",
        "0 to 100: 0 is the worst that is acceptable on every factor, 100 the best that is plausible.",
    ),
    Term("Weight", "How much a factor counts; the six weights add up to 100 %."),
)
