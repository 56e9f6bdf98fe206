"""Navigation labels.

## Why

Labels of menus and skip links are read aloud by screen readers and end up in every scraped page.

```text before
Skip to content
Navigation
Prices rose.
```

```text after
Prices rose.
```

```text keep
Navigation at sea changed with the clock.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP103", "navigation", __doc__, "navigation labels")
