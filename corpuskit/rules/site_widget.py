"""Site widgets.

## Why

Buttons that save, print or read out a page are the site's tools, not the author's words.

```text before
Ask Onix
Prices rose.
Save for later
```

```text after
Prices rose.
```

```text keep
She asked Onix to save the rest for later.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP104", "site-widget", __doc__, "site widgets")
