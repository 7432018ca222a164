"""Pages that several processes take in chunks."""

from __future__ import annotations

import os
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.speed.processes import chunks_of, in_processes


@given(st.integers(0, 3000), st.integers(1, 64))
def test_each_page_is_in_one_chunk_and_the_last_ones_are_small(count: int, processes: int) -> None:
    docnames = [str(n) for n in range(count)]
    chunks = list(chunks_of(docnames, processes))
    assert [docname for chunk in chunks for docname in chunk] == docnames
    assert all(chunks)
    assert all(len(chunk) <= max(50, count // 20) for chunk in chunks)
    assert all(len(chunk) <= 8 for chunk in chunks[-1:])
    assert len(chunks) <= 40 + count / 8


def test_results_come_back_with_their_pages() -> None:
    def work(docnames: Sequence[str]) -> tuple[int, list[str]]:
        return os.getpid(), [docname.upper() for docname in docnames]

    done = list(in_processes(work, [f"page{n}" for n in range(100)], 3, "working... ", "purple"))
    assert all(result == [docname.upper() for docname in chunk] for chunk, (_, result) in done)
    assert sorted(page for chunk, _ in done for page in chunk) == sorted(f"page{n}" for n in range(100))
    assert 1 <= len({process for _, (process, _) in done} - {os.getpid()}) <= 3
    assert not list(in_processes(work, [], 3, "working... ", "purple"))
