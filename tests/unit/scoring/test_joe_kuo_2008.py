"""Joe & Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM JSC 30 (2008)."""

import numpy as np
from scipy.stats import qmc

from scoring.estimates.sobol import COLUMNS, scrambled_words, sobol_words


def test_the_sequence_is_theirs():
    ours = sobol_words(COLUMNS, 512).T / 2.0**32
    in_gray_code = np.arange(512) ^ (np.arange(512) >> 1)
    theirs = qmc.Sobol(COLUMNS, scramble=False, bits=32).random(512)
    np.testing.assert_array_equal(ours[in_gray_code], theirs)


def test_scrambling_keeps_the_net():
    words = scrambled_words(40, 256, np.random.PCG64(5))
    for row in words:
        cells = row >> np.uint32(24)
        assert sorted(cells.tolist()) == list(range(256))
    # the first two columns fill every 16 × 16 square once
    squares = (words[0] >> np.uint32(28)) * 16 + (words[1] >> np.uint32(28))
    assert len(set(squares.tolist())) == 256


def test_a_column_does_not_depend_on_how_many_there_are():
    few = scrambled_words(3, 100, np.random.PCG64(9))
    many = scrambled_words(200, 100, np.random.PCG64(9))
    np.testing.assert_array_equal(few, many[:3])
