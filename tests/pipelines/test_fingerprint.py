"""Fingerprints keep containment, and do not see credit lines."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.fingerprint import fingerprint, sample, without
from pipelines.sampling import rate
from pipelines.text import read
from presswatch.values import Credit, Place
from tests.pipelines.wires import article, prose


@given(st.integers(1, 400), st.integers(1, 400))
def test_the_sample_of_a_longer_text_is_part_of_that_of_a_shorter(a: int, b: int) -> None:
    coarse, fine = max(rate(a), rate(b)), min(rate(a), rate(b))
    assert coarse % fine == 0


@given(st.integers(0, 50), st.integers(1, 5))
def test_a_cut_text_keeps_its_grams(seed: int, kept: int) -> None:
    whole = prose(seed, 6)
    part = "\n".join(whole.split("\n")[:kept])
    ours, theirs = sample(read(whole)), sample(read(part))
    every = max(rate(len(read(whole))), rate(len(read(part))))
    met = theirs[theirs % np.uint64(every) == 0]
    assert np.isin(met, ours).all()


def test_credit_lines_are_stripped_before_comparing() -> None:
    text = prose(1)
    tag = Credit("Agency", "AGY", Place.CLOSING, span=(len(text) + 1, len(text) + 12))
    credited = fingerprint(article(text + "\n— AGY Wires", credits=(tag,)))
    plain = fingerprint(article(text))
    assert np.array_equal(credited.grams, plain.grams)
    assert credited.tokens == plain.tokens
    assert credited.sha256 != plain.sha256


def test_blanking_keeps_offsets() -> None:
    assert without("LONDON (AP) — Rain", ((0, 14),)) == " " * 14 + "Rain"


def test_title_and_text_make_the_sha() -> None:
    text = prose(2)
    assert fingerprint(article(text, title="One")).sha256 != fingerprint(article(text)).sha256
