"""Put faults into the engine, one at a time, and see whether the tests notice.

    python -m tests.mutation.run [--mutants 240] [--seed 1] [--only scoring/finance.py] [--all-tests]

Each mutant lives in a process of its own, which finds the libraries already loaded; no file changes.
A mutant meets the tests of its part of the engine, so that the share noticed is a lower bound;
--all-tests asks all of the engine's.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import hypothesis
import numpy
import pytest
import scipy.special

from tests.mutation.mutants import Mutant, faults_in, mutant_of

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "tests" / "unit"
SECONDS = 60
UNASKED = (
    "scoring/case/schema.py",  # writes a document, decides nothing
    "scoring/deal.py",  # the deal plan, which only --only names
    "scoring/deterministic.py",
    "scoring/incentives.py",
    "scoring/taking_back.py",
)
LOADED = (hypothesis, numpy, scipy.special)
GOLDEN = "scoring_engine/test_golden.py"
CORNERS = "scoring_engine/test_golden_corners.py"
EDGES = "scoring_engine/test_edges_of_rules.py"
BY_PART: dict[str, tuple[str, ...]] = {
    "estimates": (
        "scoring/test_estimates.py",
        "scoring/test_owen_1998.py",
        "scoring/test_joe_kuo_2008.py",
        "second_engine/test_methods.py::test_pert",
    ),
    "staffing": (
        "scoring/test_erlang_c_published.py",
        "scoring/test_staffing_week.py",
        "scoring/test_mandelbaum_zeltyn_2007.py",
    ),
    "finance": (
        "scoring/test_excel_and_numpy_financial.py",
        "second_engine/test_methods.py::test_money_over_time",
    ),
    "weights": (
        "scoring/test_weights_draws.py",
        "scoring/test_barron_barrett_1996.py",
        "scoring/test_saaty_2008.py",
        "scoring/test_goepel_2013.py",
        "second_engine/test_methods.py::test_consensus",
    ),
    "values": ("scoring/test_values.py",),
    "tables": ("scoring/test_estimates.py",),
    "robustness": (
        "scoring/test_lahdelma_salminen_2001.py",
        "scoring/test_sensitivity.py",
        "scoring/test_strong_oakley_brennan_2014.py",
        "second_engine/test_methods.py::test_ranks_shares_and_regret",
        "second_engine/test_methods.py::test_weight_flips",
    ),
    "crosscheck": (
        "scoring/test_tzeng_huang_2011.py",
        "scoring/test_papathanasiou_ploskas_2018.py",
        "second_engine/test_methods.py::test_other_methods",
        "second_engine/test_methods.py::test_outranking_of_many_options",
    ),
    "errors": ("engine_laws/test_bad_input.py",),
    "case": ("scoring_engine/test_validation.py", "scoring_engine/test_same_answer.py"),
    "glance": ("scoring_engine/test_glance.py",),
    "breaking": ("scoring_engine/test_glance.py",),
    "allocation": ("scoring_engine/test_allocation.py", "scoring_engine/test_retailers_best_mix.py"),
    "attribution": ("scoring_engine/test_attribution.py",),
    "gates": ("scoring_engine/test_gates.py",),
    "verdict": ("scoring_engine/test_verdict.py",),
    "incentives": ("scoring/test_incentives.py", "second_engine/test_deal.py"),
    "taking_back": ("scoring/test_taking_back.py", "second_engine/test_deal.py"),
    "costs": ("scoring_engine/test_money_rules.py", "second_engine/test_money.py"),
}
ENGINE = ("scoring_engine/test_what_if.py", "scoring_engine/test_gates.py")
ALL_PARTS = (EDGES, CORNERS, GOLDEN)
FIXTURES = ("tests.unit.scoring.conftest", "tests.unit.scoring_engine.conftest")
ALL = ("scoring", "second_engine", "scoring_engine", "engine_laws")


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module with its fault, and leaves all others alone."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.mutant.name:
            return None
        file = ROOT / self.mutant.module
        within = [str(file.parent)] if file.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            name, file, loader=self, submodule_search_locations=within
        )

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.text, str(ROOT / self.mutant.module), "exec"), module.__dict__)


def sample(count: int, seed: int, only: str) -> list[Mutant]:
    """Mutants drawn evenly over all places of all modules."""
    modules = [p.relative_to(ROOT) for p in sorted((ROOT / "scoring").rglob("*.py"))]
    wanted = [m for m in modules if str(m).startswith(only) and (str(m) not in UNASKED or str(m) == only)]
    places = [(module, place) for module in wanted for place in range(faults_in(module, ROOT))]
    chosen = random.Random(seed).sample(places, min(count, len(places)))
    return [mutant_of(module, place, ROOT) for module, place in chosen]


def is_noticed(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Whether any test fails, breaks or hangs with the fault in place."""
    child = os.fork()
    if child == 0:
        _try(mutant, tests)
    _, status = os.waitpid(child, 0)
    return status != 0


def _try(mutant: Mutant | None, tests: Sequence[str]) -> None:
    signal.alarm(SECONDS)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if mutant is not None:
        sys.meta_path.insert(0, _Faulty(mutant))
    sys.dont_write_bytecode = True
    wanted = [str(UNIT / test) for test in tests]
    without = [part for name in ("cacheprovider", "django", "xdist") for part in ("-p", f"no:{name}")]
    fixtures = [part for name in FIXTURES for part in ("-p", name)]
    plain = ("-x", "-q", "--noconftest", *without, *fixtures)
    os._exit(int(pytest.main([*plain, *wanted]) != 0))


def tests_for(mutant: Mutant) -> tuple[str, ...]:
    """The quick ones first, since the first that fails ends the matter."""
    own = BY_PART.get(mutant.module.parts[1].removesuffix(".py"), ENGINE)
    slow = tuple(test for test in own if test.startswith("second_engine/"))
    return (*(test for test in own if test not in slow), *ALL_PARTS, *slow)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="scoring")
    parser.add_argument("--all-tests", action="store_true")
    options = parser.parse_args()
    chosen, begun = sample(options.mutants, options.seed, options.only), time.monotonic()
    needed = sorted({test for mutant in chosen for test in tests_for(mutant)})
    if is_noticed(None, ALL if options.all_tests else needed):
        print("The tests fail without any fault: nothing can be said.")
        return 2
    noticed: Counter[bool] = Counter()
    for number, mutant in enumerate(chosen, 1):
        found = is_noticed(mutant, ALL if options.all_tests else tests_for(mutant))
        noticed[found] += 1
        if not found:
            print(f"survived: {mutant.module}:{mutant.line}: {mutant.fault}", flush=True)
        if number % 20 == 0:
            print(f"{number}: {noticed[True]} noticed, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{noticed[True]} of {len(chosen)} noticed ({noticed[True] / len(chosen):.0%})")
    return 0


if __name__ == "__main__":
    assert LOADED
    raise SystemExit(main())
