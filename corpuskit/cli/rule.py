"""corpuskit rule: list the rules, or print the page of one."""

from __future__ import annotations

from corpuskit.cli.common import Parser
from corpuskit.errors import CorpuskitError


def main(argv: list[str]) -> int:
    made = Parser(prog="corpuskit rule", description="List the rules, or print the page of one.", allow_abbrev=False)
    made.add_argument("code", nargs="?", metavar="CODE", help="code or name of a rule")
    options = made.parse_args(argv)
    from corpuskit.rules.registry import EVERY

    if not options.code:
        for rule in EVERY:
            first = (rule.page or "").strip().partition("\n")[0]
            print(f"{rule.code:<8} {rule.severity:<8} {rule.name:<20} {first}".rstrip())
        return 0
    for rule in EVERY:
        if options.code.casefold() in (rule.code.casefold(), rule.name):
            print(f"# {rule.code} {rule.name} ({rule.severity})\n")
            print((rule.page or "This page is missing because Python runs without docstrings (-OO).").strip())
            return 0
    raise CorpuskitError(f"no such rule: {options.code}", "corpuskit rule lists them all")
