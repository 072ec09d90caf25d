"""What a control came to."""

from __future__ import annotations

import pytest

from iaktta.rules.results import worst_result


@pytest.mark.parametrize(
    ("levels", "executions", "result"),
    [
        ([], [], ""),
        (["", "minor", "none"], ["performed"], "minor"),
        (["none", "major", "minor"], ["not_performed"], "major"),
        ([""], ["in_progress", "performed"], "performed"),
        ([""], ["performed", "not_performed"], "not_performed"),
        (["none"], ["not_performed"], "none"),
    ],
)
def test_a_deviation_tells_more_than_how_it_was_carried_out(
    levels: list[str], executions: list[str], result: str
) -> None:
    assert worst_result(levels, executions) == result
