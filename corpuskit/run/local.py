"""Outcomes of many files in sorted order, by this process or by several."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpuskit.files import Seed
from corpuskit.pipeline import Plan
from corpuskit.run.outcome import Outcome, failure, one

BATCH_FILES = 64
WORTH_WORKERS = 200  # files: below, starting workers costs more than it gains
AHEAD = 3  # batches a worker may be ahead of the reader: bounds memory


def run(seeds: Sequence[Seed], plan: Plan, limit: int, jobs: int = 1) -> Iterator[Outcome]:
    """The outcome of every seed, in the order given, whatever the number of `jobs`."""
    if jobs <= 1 or len(seeds) < WORTH_WORKERS:
        for seed in seeds:
            yield one(seed, plan, limit)
        return
    yield from _parallel(seeds, plan, limit, jobs)


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parallel(seeds: Sequence[Seed], plan: Plan, limit: int, jobs: int) -> Iterator[Outcome]:
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    edges = [*range(0, len(seeds), BATCH_FILES), len(seeds)]
    batches = deque(list(seeds[a:b]) for a, b in pairwise(edges))
    while batches:
        waiting: deque[tuple[list[Seed], Future[list[Outcome]]]] = deque()
        pool = ProcessPoolExecutor(jobs)
        try:
            while batches or waiting:
                while batches and len(waiting) < jobs * AHEAD:
                    batch = batches.popleft()
                    waiting.append((batch, pool.submit(_batch, batch, plan, limit)))
                yield from waiting[0][1].result()
                waiting.popleft()
        except BrokenProcessPool:
            broken = [batch for batch, _ in waiting]
            yield from _one_by_one(broken.pop(0), plan, limit)
            batches.extendleft(reversed(broken))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _batch(seeds: list[Seed], plan: Plan, limit: int) -> list[Outcome]:
    return [one(seed, plan, limit) for seed in seeds]


def _one_by_one(seeds: list[Seed], plan: Plan, limit: int) -> Iterator[Outcome]:
    """Each file in a process of its own, to name the one that kills its worker."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    for seed in seeds:
        with ProcessPoolExecutor(1) as pool:
            try:
                yield pool.submit(one, seed, plan, limit).result()
            except BrokenProcessPool:
                yield failure(seed, "IO109", "the worker process died on this file")
