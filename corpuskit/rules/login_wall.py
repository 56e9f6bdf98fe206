"""Login and subscription walls.

## Why

A wall says what the reader must do to read on, where the article was cut.

```text before
Prices rose.
Subscribe to continue reading
```

```text after
Prices rose.
```

```text keep
Viewers subscribe to continue reading his columns, he said.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP110", "login-wall", __doc__, "login and subscription walls")
