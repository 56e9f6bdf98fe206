"""Curly quotes, ligatures and full-width letters, only where a setting asks for it.

## Why

They are the author's or the typesetter's and stay by default. A corpus for exact matching may want plain ones:
`uncurl_quotes`, `fix_latin_ligatures` and `fix_character_width` do what ftfy's options of these names do.

```text before
“Façade”, the naïve ﬁnder’s Ｗord.
```

```text after
“Façade”, the naïve ﬁnder’s Ｗord.
```

```text keep
“Façade”, the naïve ﬁnder’s Ｗord.
```
"""

from collections.abc import Iterator
from functools import partial

from corpuskit.document import Document
from corpuskit.findings import Finding, Repair
from corpuskit.rules.rule import Rule

OPTIONS = ("uncurl_quotes", "fix_latin_ligatures", "fix_character_width")


def check(document: Document, layout: object = None, *, options: tuple[str, ...] = ()) -> Iterator[Finding]:
    if not options or document.text.isascii():
        return
    from ftfy import fixes

    steps = [getattr(fixes, name) for name in OPTIONS if name in options]
    for at, character in enumerate(document.text):
        if character.isascii():
            continue
        after = character
        for step in steps:
            after = step(after)
        if after != character and after.strip("\r\n"):
            yield Finding("ENC104", at, at + 1, f"{character!a} is {after!a}", "safe", Repair(after))


def asked(options: tuple[str, ...]) -> Rule:
    """The rule with the options that the settings ask for."""
    return Rule("ENC104", "typography", "note", __doc__, partial(check, options=options))


RULE = asked(())
