"""Outcomes of many files in sorted order, by this process or by several."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpuskit import files
from corpuskit.files import Seed
from corpuskit.run.given import Given
from corpuskit.run.roots import Root
from corpuskit.run.store import Disk
from corpuskit.values import struct

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from corpuskit.pipeline import Plan
    from corpuskit.run.outcome import Outcome

NOTHING: Given = {}
BATCH_FILES = 256
BATCH_BYTES = 400_000
WORTH_WORKERS = 200  # files: below, starting workers costs more than it gains
WORTH_PROFILES = 1000  # files: so many are hardly all in plain English
STOPS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
PATIENCE = 20  # seconds
SLOWEST = 50_000  # bytes of text a second
ENOUGH = 64  # descriptors: with fewer, workers could not read their files
AHEAD = 3  # batches a worker may be ahead of the reader: bounds memory


@struct
class _Batch:
    """What a worker does with a batch of seeds; picklable."""

    plan: Plan
    limit: int
    given: Given

    def of(self, seeds: Sequence[Seed]) -> _Batch:
        """The same with only what is said of `seeds`."""
        return replace(self, given={s.path: self.given[s.path] for s in seeds if s.path in self.given})

    def __call__(self, seeds: Sequence[Seed]) -> list[Outcome]:
        from corpuskit.run.outcome import judge

        return [
            judge(seed, data, self.plan, self.given.get(seed.path)) for seed, data in Disk().read(seeds, self.limit)
        ]


def run(root: Root, plan: Plan, limit: int, jobs: int = 1, given: Given = NOTHING) -> Iterator[Outcome]:
    """The outcome of every named seed of `root`, in order, whatever the number of `jobs`.

    `given` is what a person says of each path.
    """
    if jobs > 1 and len(root.named) >= WORTH_WORKERS and isinstance(root.store, Disk) and _descriptors() >= ENOUGH:
        yield from _parallel(root.named, _Batch(plan, limit, given), jobs)
        return
    from corpuskit.run.outcome import judge

    for seed, data in root.store.read(root.named, limit):
        yield judge(seed, data, plan, given.get(seed.path))


def _descriptors() -> int:
    """How many files this process may have open."""
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ENOUGH if soft == resource.RLIM_INFINITY else soft


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parallel(seeds: Sequence[Seed], work: _Batch, jobs: int) -> Iterator[Outcome]:
    from concurrent.futures.process import BrokenProcessPool

    _load_for_workers(len(seeds), work.plan)
    batches = deque(_by_bytes(seeds))
    while batches:
        waiting: deque[tuple[list[Seed], Future[list[Outcome]]]] = deque()
        try:
            with _pool(jobs) as pool:
                while batches or waiting:
                    while batches and len(waiting) < jobs * AHEAD:
                        waiting.append((batches[0], pool.submit(work.of(batches[0]), batches[0])))
                        batches.popleft()
                    yield from waiting[0][1].result(_patience(waiting[0][0]))
                    waiting.popleft()
        except (BrokenProcessPool, TimeoutError):
            broken = [batch for batch, _ in waiting] or [batches.popleft()]
            yield from _one_by_one(broken.pop(0), work)
            batches.extendleft(reversed(broken))
        except (OSError, RuntimeError):  # the system gives no more processes, threads or descriptors
            for batch in [*(batch for batch, _ in waiting), *batches]:
                yield from work(batch)
            return


def _load_for_workers(files: int, plan: Plan) -> None:
    """Load once what every worker needs: a process that forks hands it on. A backend may also have a note."""
    from corpuskit.language import backends, profiles
    from corpuskit.run import outcome  # noqa: F401

    if not plan.findings_only:
        from corpuskit import record  # noqa: F401

        asked = backends.get(plan.language_backend)
        if files >= WORTH_PROFILES and asked.name == backends.DEFAULT:
            profiles.load()


def _patience(seeds: Sequence[Seed]) -> float:
    """Seconds after which a worker hangs: many times what the slowest text takes."""
    return PATIENCE + sum(files.size(seed.file) for seed in seeds) / SLOWEST


@contextlib.contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Workers that are gone when the block ends, however it ends."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    method = "fork" if "fork" in get_all_start_methods() else None
    pool = ProcessPoolExecutor(jobs, get_context(method), initializer=_begin)
    try:
        old = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)  # a worker must not hear of them before it can
        try:
            pool.submit(os.getpid)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, old)
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.kill()
        results: Any = pool._result_queue
        results._writer.close()  # for half a message of a worker that was killed the pool would wait without an end
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A worker leaves ^C to its parent, and ends when that is gone."""
    for name in ("SIGHUP", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _by_bytes(seeds: Sequence[Seed]) -> Iterator[list[Seed]]:
    """Batches of about as many bytes, so that no worker is left with all the long files."""
    batch: list[Seed] = []
    size = 0
    for seed in seeds:
        batch.append(seed)
        size += files.size(seed.file)
        if size >= BATCH_BYTES or len(batch) == BATCH_FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _one_by_one(seeds: list[Seed], work: _Batch) -> Iterator[Outcome]:
    """One file after the other in one worker, to name the one that kills it or makes it hang; then in a new one."""
    from concurrent.futures.process import BrokenProcessPool

    from corpuskit.run.outcome import failure

    left = deque(seeds)
    while left:
        seed = left.popleft()
        try:
            with _pool(1) as pool:
                yield from pool.submit(work.of([seed]), [seed]).result(_patience([seed]))
                while left:
                    seed = left.popleft()
                    yield from pool.submit(work.of([seed]), [seed]).result(_patience([seed]))
        except BrokenProcessPool:
            yield failure(seed, "IO109", "the worker process died on this file")
        except TimeoutError:
            yield failure(seed, "IO109", f"the worker process did not end within {_patience([seed]):.0f} seconds")
