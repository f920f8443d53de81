"""The choice of the origin on the labelled reprints, with their true stories."""

from __future__ import annotations

import pytest

from bench.origins import CORPUS, documents, measure


@pytest.mark.bench
@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_the_origin_is_right_for_most_copies_and_a_proven_one_nearly_always() -> None:
    score = measure(documents())
    assert score.share >= 0.95, score
    assert score.wrongly_proven <= 5, score
