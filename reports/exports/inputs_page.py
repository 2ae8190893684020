"""The sheet with every figure that went in, and the cells that all formulas start from."""

from collections.abc import Iterable

from reports.exports.formulas import Term
from reports.exports.pages import Book
from reports.presenters.evidence import grade_words
from reports.presenters.reading import Reading
from reports.presenters.units import unit_words
from reports.presenters.words import cleaned
from scoring.deterministic import Deterministic, likely_and_mean

NAME = "Inputs"
MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip
LIKELY, MEAN = "likely", "expected"
HEADS = ("Figure", "Whose", "Unit", "Low", "Likely", "High", "Expected", "Your value", "In use",
         "Known how", "Source", "Path in the case")  # fmt: skip
_LOW, _LIKELY, _HIGH, _EXPECTED, _OWN, _USED = range(3, 9)
_CHOICE = (3, 1)


class Inputs:
    """Writes the sheet, and hands out its cells by the path of an input."""

    def __init__(self, book: Book, reading: Reading, known: Deterministic) -> None:
        self._reading, self._known = reading, known
        self.page = book.page(NAME)
        self._used: dict[str, Term] = {}
        self._likely: dict[str, Term] = {}
        self._settings: dict[str, Term] = {}
        self.choice = self._head()
        self._settings_table()
        self.page.section("Figures", len(HEADS))
        self.page.heads(HEADS)
        for used in reading.decision.inputs:
            if used.path in known.inputs:
                self._row(used.path)

    def __call__(self, path: str) -> Term:
        """The value in use."""
        if path not in self._used:
            self._row(path)
        return self._used[path]

    def likely(self, path: str) -> Term:
        """The likely value, whatever is in use."""
        self(path)
        return self._likely[path]

    def expected(self, path: str) -> Term:
        """What a quote was made for: the likely value; what is in use where nobody answered."""
        return self.likely(path) if self.is_known(path) else self(path)

    def is_known(self, path: str) -> bool:
        return self._known.numbers.is_known(path)

    def first(self, *paths: str) -> str:
        return self._known.numbers.first(*paths)

    def setting(self, name: str) -> Term:
        return self._settings[name]

    def _head(self) -> Term:
        page = self.page
        page.widths(44, 24, 16, 13, 13, 13, 13, 13, 13, 18, 44, 44)
        page.title("Inputs", "Type a figure of your own under “Your value”; every sheet follows at once.")
        page.row = _CHOICE[0]
        page.text(page.row, 0, "Figures in use", "strong")
        page.text(page.row, 1, LIKELY, "entry")
        allowed = {"validate": "list", "source": [LIKELY, MEAN]}
        page.sheet.data_validation(*_CHOICE, *_CHOICE, allowed)
        page.text(page.row, 3, "likely: as answered; expected: the mean of the range", "quiet")
        page.row += 1
        page.text(page.row, 0, "The same as a number", "note")
        choice = page.formula(page.row, 1, Term(f'IF($B${_CHOICE[0] + 1}="{MEAN}",2,1)', 1.0), "whole")
        page.row += 1
        return Term(f"'{NAME}'!{choice.text}", 1.0)

    def _settings_table(self) -> None:
        case = self._reading.case
        method, service = case.method, case.service
        rows: list[tuple[str, str, float, str]] = [
            ("discount", "Discount rate a year", method.discount_rate_per_year, "share"),
            ("hurdle", "Hurdle: share of the personnel cost of the work that moves",
             method.hurdle_share_of_personnel_cost if method.hurdle_enabled else 0.0, "share"),
            ("repeat", "Chance that an unsettled customer comes back", method.repeat_contact_chance, "share"),
            ("paid_hours", "Paid hours of an agent a year", service.paid_hours_per_fte_year, "number"),
        ]  # fmt: skip
        if method.hurdle_amount is not None:
            rows.append(("hurdle_amount", "Hurdle: at most this sum", method.hurdle_amount, "money"))
        seasons = service.monthly_volume_factors or (1.0,) * 12
        rows += [(f"season{at}", f"Season, {name}", seasons[at], "factor") for at, name in enumerate(MONTHS)]
        self.page.section("Settings", len(HEADS))
        for key, label, value, style in rows:
            self.page.text(self.page.row, 0, label)
            self.page.number(self.page.row, 1, value, style)
            self._settings[key] = self.page.elsewhere(self.page.row, 1, value)
            self.page.row += 1

    def _row(self, path: str) -> None:
        page, row, item = self.page, self.page.row, self._known.inputs[path]
        likely, expected = likely_and_mean(item)
        pert, unit = item.pert(), item.quantity.unit
        basis = self._reading.price_basis(path)
        style = _style(unit, max(abs(pert.low), abs(pert.high)))
        page.text(row, 0, cleaned(item.quantity.label))
        page.text(row, 1, self._reading.owner_of(path) or "own service")
        page.text(row, 2, unit_words(unit, self._reading.numbers_at(path), basis))
        for column, value in ((_LOW, pert.low), (_LIKELY, likely), (_HIGH, pert.high), (_EXPECTED, expected)):
            page.number(row, column, value, style)
        page.number(row, _OWN, None, "entry")
        self._used[path] = self._in_use(row, likely, expected, style)
        self._likely[path] = page.elsewhere(row, _LIKELY, likely)
        texts = (grade_words(item.estimate.evidence), cleaned(item.estimate.source), path)
        for column, text in enumerate(texts, _USED + 1):
            page.text(row, column, text, "note")
        page.row += 1

    def _in_use(self, row: int, likely: float, expected: float, style: str) -> Term:
        own, first, second = (
            self.page.at(row, column, value).text
            for column, value in ((_OWN, 0), (_LIKELY, likely), (_EXPECTED, expected))
        )
        choice = self.choice.text.partition("!")[2]
        text = f'IF({own}<>"",{own},CHOOSE({choice},{first},{second}))'
        self.page.formula(row, _USED, Term(text, likely), style)
        return self.page.elsewhere(row, _USED, likely)


def seasons_from(inputs: Inputs, first_month: int, months: Iterable[int]) -> list[Term]:
    """The factor of each month, counted from 1; `first_month` is that of the calendar, from 0."""
    return [inputs.setting(f"season{(first_month + month - 1) % 12}") for month in months]


def _style(unit: str, size: float) -> str:
    if unit.startswith("share"):
        return "share" if size >= 0.02 else "small share"
    if unit.startswith("money"):
        return "price" if size < 1000 else "money"
    return "number"
