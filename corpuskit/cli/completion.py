"""corpuskit completion: a script that completes verbs and options in a shell; options are read from each verb's help."""

from __future__ import annotations

from corpuskit.cli import VERBS
from corpuskit.cli.common import Parser

BASH = """\
_corpuskit() {{
  local word=${{COMP_WORDS[COMP_CWORD]}}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{verbs} --help --version" -- "$word"))
  elif [ "${{word#-}}" != "$word" ]; then
    COMPREPLY=($(compgen -W "$(corpuskit "${{COMP_WORDS[1]}}" --help 2>/dev/null | grep -oE -e '--[a-z][a-z-]*' | sort -u)" -- "$word"))
  fi
}}
complete -o default -F _corpuskit corpuskit
"""
ZSH = """\
#compdef corpuskit
_corpuskit() {{
  if (( CURRENT == 2 )); then
    compadd -- {verbs} --help --version
  elif [[ $words[CURRENT] == -* ]]; then
    compadd -- ${{(uf)"$(corpuskit $words[2] --help 2>/dev/null | grep -oE -e '--[a-z][a-z-]*' | sort -u)"}}
  else
    _files
  fi
}}
compdef _corpuskit corpuskit
"""
FISH = """\
{lines}
complete -c corpuskit -n 'not __fish_use_subcommand' -a \
"(corpuskit (commandline -opc)[2] --help 2>/dev/null | string match -ra -- '--[a-z][a-z-]*' | sort -u)"
"""


def main(argv: list[str]) -> int:
    made = Parser(
        prog="corpuskit completion",
        description='Print a completion script. bash, zsh: eval "$(corpuskit completion bash)"; '
        "fish: corpuskit completion fish | source",
        allow_abbrev=False,
    )
    made.add_argument("shell", choices=("bash", "zsh", "fish"))
    options = made.parse_args(argv)
    lines = [f"complete -c corpuskit -n __fish_use_subcommand -f -a {verb} -d '{what}'" for verb, what in VERBS.items()]
    script = {"bash": BASH, "zsh": ZSH, "fish": FISH}[options.shell]
    print(script.format(verbs=" ".join(VERBS), lines="\n".join(lines)), end="")
    return 0
