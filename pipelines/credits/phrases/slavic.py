"""Polish, Russian and Ukrainian."""

from __future__ import annotations

from .phrase import X, phrase

PHRASES = (
    phrase(
        "pl",
        "pierwotnie|po raz pierwszy|oryginalnie|najpierw",
        r"(?:ukazał[ay]? się|opublikowan[yae]|pojawił[ay]? się) (?:został[ay]? )?"
        rf"(?:pierwotnie|po raz pierwszy|oryginalnie|najpierw) (?:w|na|przez){X}",
    ),
    phrase(
        "pl",
        "pierwotnie|po raz pierwszy|oryginalnie",
        r"(?:pierwotnie|po raz pierwszy|oryginalnie)"
        rf" (?:ukazał[ay]? się|opublikowan[yae]|pojawił[ay]? się) (?:w|na|przez){X}",
    ),
    phrase(
        "ru",
        "впервые|первоначально|изначально",
        r"(?:впервые|первоначально|изначально) (?:был[аои]? )?(?:опубликован\w*|вышл?[ао]?"
        rf"|появил\w+)(?: (?:в|на|на сайте|изданием|агентством))?{X}",
    ),
    phrase(
        "uk",
        "вперше|спочатку|первісно",
        r"(?:вперше|спочатку|первісно) (?:бу(?:ло|в|ла) )?(?:опублікован\w*|вийшл?[ао]?"
        rf"|з['’]явил\w+)(?: (?:в|у|на|на сайті|виданням))?{X}",
    ),
)
