"""What changed from one version of a report to the next."""

from collections.abc import Iterator

from reports.presenters.assumptions import AssumptionRow
from reports.presenters.assumptions import present as assumption_groups
from reports.presenters.reading import Reading
from reports.presenters.verdict import WORDS
from reports.presenters.words import counted

_MOST_FIGURES = 6


def changes(old: Reading, new: Reading) -> tuple[str, ...]:
    kinds = (_verdict, _money, _options, _figures, _engine)
    said = tuple(text for kind in kinds for text in kind(old, new))
    return said or ("Nothing: the same figures give the same answer.",)


def _verdict(old: Reading, new: Reading) -> Iterator[str]:
    before, after = old.decision.verdict, new.decision.verdict
    if before.kind != after.kind:
        yield f"The verdict changed from {WORDS[before.kind].lower()} to {WORDS[after.kind].lower()}."
    if before.option_id != after.option_id and old.leader and new.leader:
        yield (
            f"The leading option changed from {old.option_name(before.option_id)}"
            f" to {new.option_name(after.option_id)}."
        )


def _money(old: Reading, new: Reading) -> Iterator[str]:
    if old.leader is None or new.leader is None:
        return
    before = old.numbers.money(old.leader.money.net_benefit.mean)
    after = new.numbers.money(new.leader.money.net_benefit.mean)
    if before != after:
        yield f"The expected saving changed from {before} to {after}."


def _options(old: Reading, new: Reading) -> Iterator[str]:
    for key in new.results.keys() - old.results.keys():
        yield f"New option: {new.option_name(key)}."
    for key in old.results.keys() - new.results.keys():
        yield f"Option left out: {old.option_name(key)}."


def _figures(old: Reading, new: Reading) -> Iterator[str]:
    before, after = _rows(old), _rows(new)
    changed = [path for path in after if path in before and _values(before[path]) != _values(after[path])]
    for path in changed[:_MOST_FIGURES]:
        was, now = before[path], after[path]
        owner = new.owner_of(path)
        name = f"{now.label}, {owner}" if owner else now.label
        yield f"{name}: from {_words(was)} to {_words(now)}."
    if len(changed) > _MOST_FIGURES:
        yield f"{counted(len(changed) - _MOST_FIGURES, 'other figure')} changed."


def _engine(old: Reading, new: Reading) -> Iterator[str]:
    before, after = old.decision.engine_version, new.decision.engine_version
    if before != after:
        yield f"The engine changed from version {before} to {after}."


def _rows(reading: Reading) -> dict[str, AssumptionRow]:
    return {row.path: row for group in assumption_groups(reading) for row in group.rows}


def _words(row: AssumptionRow) -> str:
    return f"{row.likely} ({row.low} to {row.high})"


def _values(row: AssumptionRow) -> tuple[str, str, str]:
    return row.low, row.likely, row.high
