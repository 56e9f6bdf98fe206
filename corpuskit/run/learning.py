"""What recurs in a corpus: every named article read, cleaned and counted by its source."""

from __future__ import annotations

from collections.abc import Sequence

from corpuskit import outputs
from corpuskit.corpus.learn import Learner, Source
from corpuskit.files import Unreadable
from corpuskit.pipeline import Result, process
from corpuskit.run.gate import read_index
from corpuskit.run.given import given
from corpuskit.run.outcome import refused
from corpuskit.run.roots import Root, plan
from corpuskit.settings import Loaded


def learn(roots: Sequence[Root], loaded: Loaded) -> list[Source]:
    """The candidates of every source. The source of a file is its publisher where a person gives it, else its folder."""
    with outputs.spool() as spool:
        learner = Learner(spool)
        for root in roots:
            known = given(root, read_index(root), loaded)[0]
            judging = plan(root, loaded, findings_only=True)
            for seed, data in root.store.read(root.named, loaded.settings.max_bytes):
                if isinstance(data, Unreadable) or refused(data, loaded.settings.encoding):
                    continue
                said = known.get(seed.path, {})
                folder, slash, _ = seed.path.rpartition("/")
                source = f"publisher: {said['publisher']}" if "publisher" in said else f"id: {folder}{slash}"
                learner.add(source, seed.path, _kept(process(data, seed.path, judging, said)))
        return learner.sources()


def _kept(result: Result) -> list[str]:
    """The text of each line that stays in the body, as far as it does."""
    kinds = ("keep", "join")
    return [result.document.text[c.start : c.end].strip() for c in result.claims if c.verdict.kind in kinds]
