"""Donation and patron appeals.

## Why

An appeal for money is about the publisher.

```text before
Prices rose.
Support UP or become our patron!
```

```text after
Prices rose.
```

```text keep
He wished to become a patron of the arts.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP108", "donation-appeal", __doc__, "donation and patron appeals")
