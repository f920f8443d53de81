"""What is seen at a glance of many articles misses none that a closer look finds."""

from __future__ import annotations

import pytest

from pipelines.consequences import Consequences, _Held
from tests.pipelines.wires import Desk, full_of_phrases


def test_none_is_missed_at_a_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    glance, found, asked = Consequences._perhaps, list[int](), list[int]()

    def checked(self: Consequences, differ: dict[int, _Held]) -> list[int]:
        perhaps = glance(self, differ)
        anew = {slot for slot, own in differ.items() if self._dressed_anew(slot, own)}
        assert anew <= set(perhaps) <= differ.keys()
        found.extend(anew)
        asked.extend(differ)
        return perhaps

    monkeypatch.setattr(Consequences, "_perhaps", checked)
    Desk().add(*map(full_of_phrases, range(80)))
    assert 10 < len(found) < len(asked) / 2
