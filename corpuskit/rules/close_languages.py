"""A language that the detector cannot tell from its neighbours.

## Why

langdetect has one profile for Croatian, Bosnian and Serbian in Latin letters, takes Serbian in Cyrillic for
Macedonian, has none for Malay, and mistakes Norwegian and Danish for each other. Its answer stays in the record;
whoever needs to know which of them it is must look.

```text flag
Vlada je u utorak priopćila da će se razgovori nastaviti sljedeći tjedan i da nitko nije tražio više vremena.
```

```text keep
Vláda v úterý oznámila, že rozhovory budou příští týden pokračovat a že nikdo nežádal o více času.
```
"""

from collections.abc import Iterator

from corpuskit.findings import Finding
from corpuskit.language.close import neighbours
from corpuskit.rules.reading import Reading, flag, quality_rule


def judge(reading: Reading) -> Iterator[Finding]:
    others = neighbours(reading.spoken.tag)
    if others:
        yield flag("LANG102", 0, len(reading.text), f"{reading.spoken.tag} may be {' or '.join(others)}")


RULE = quality_rule("LANG102", "close-languages", "note", __doc__, judge)
