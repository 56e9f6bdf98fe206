"""Feedback widgets.

## Why

Forms that ask the reader about the page talk about the site, never about the subject.

```text before
Prices rose.
Report a Problem
Thank you for your feedback
```

```text after
Prices rose.
```

```text keep
He had to report a problem with the engine.
Thank you for your feedback, the minister told the crowd.
```
"""

from corpuskit.rules.rule import phrase_rule

RULE = phrase_rule("BP102", "feedback-widget", __doc__, "feedback widgets")
