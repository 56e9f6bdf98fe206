"""corpuskit rule: list the rules, or print the page of one."""

from __future__ import annotations

from corpuskit.cli.common import Parser
from corpuskit.errors import CorpuskitError
from corpuskit.rules.rule import Rule


def main(argv: list[str]) -> int:
    made = Parser(prog="corpuskit rule", description="List the rules, or print the page of one.", allow_abbrev=False)
    made.add_argument("code", nargs="?", metavar="CODE", help="code or name of a rule")
    made.add_argument("--pages", action="store_true", help="print the pages of all rules")
    options = made.parse_args(argv)
    from corpuskit.rules.registry import EVERY

    if options.pages:
        print("# Rules\n\nThis page is generated: `corpuskit rule --pages`.")
        for rule in EVERY:
            print("\n" + _page(rule).replace("\n## ", "\n### ").replace("# ", "## ", 1))
        return 0
    if not options.code:
        for rule in EVERY:
            first = (rule.page or "").strip().partition("\n")[0]
            print(f"{rule.code:<8} {rule.severity:<8} {rule.name:<20} {first}".rstrip())
        return 0
    for rule in EVERY:
        if options.code.casefold() in (rule.code.casefold(), rule.name):
            print(_page(rule))
            return 0
    raise CorpuskitError(f"no such rule: {options.code}", "corpuskit rule lists them all")


def _page(rule: Rule) -> str:
    page = rule.page or "This page is missing because Python runs without docstrings (-OO)."
    return f"# {rule.code} {rule.name} ({rule.severity})\n\n{page.strip()}"
