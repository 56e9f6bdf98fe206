"""The gate before ftfy is exact: no text that ftfy would change gets past it. Read off the installed ftfy."""

import hashlib
import inspect
import itertools
import re
import re._constants as codes
import re._parser as parser
import sys

import ftfy
import pytest
from ftfy import chardata, fixes
from ftfy.badness import BADNESS_RE

from corpuskit import mojibake

CATEGORIES = {codes.CATEGORY_SPACE: str.isspace, codes.CATEGORY_WORD: lambda c: c.isalnum() or c == "_"}


def alternatives(pattern, flags):
    """Each alternative of a pattern as a list of sets of items; a `?` gives two of them."""
    tree = list(parser.parse(pattern, flags))
    while len(tree) == 1 and tree[0][0] in (codes.SUBPATTERN, codes.BRANCH):
        op, value = tree[0]
        if op is codes.BRANCH:
            return [way for branch in value[1] for way in ways(list(branch))]
        tree = list(value[-1])
    return ways(tree)


def ways(items):
    found = [[]]
    for op, value in items:
        if op is codes.AT:
            continue  # an anchor only makes a match rarer
        if op is codes.BRANCH:
            prefix = found
            found = [way + rest for way in prefix for branch in value[1] for rest in ways(list(branch))]
        elif op is codes.MAX_REPEAT:
            low, high, inner = value
            assert (low, high) == (0, 1)
            found += [way + rest for way in found for rest in ways(list(inner))]
        else:
            found = [[*way, (op, value)] for way in found]
    return found


def member(character, op, value):
    if op is codes.LITERAL:
        return ord(character) == value
    if op is codes.NOT_LITERAL:
        return ord(character) != value
    if op is codes.ANY:
        return character != "\n"
    assert op is codes.IN
    inside = any(in_set(character, *item) for item in value if item[0] is not codes.NEGATE)
    return inside != (value[0][0] is codes.NEGATE)


def in_set(character, op, value):
    if op is codes.LITERAL:
        return ord(character) == value
    if op is codes.RANGE:
        return value[0] <= ord(character) <= value[1]
    assert op is codes.CATEGORY
    return CATEGORIES[value](character)


def borders(pattern, flags):
    """Where one of the pattern's character sets begins or has ended."""
    found = set()

    def walk(tree):
        for op, value in tree:
            if op in (codes.LITERAL, codes.NOT_LITERAL):
                found.update((value, value + 1))
            elif op is codes.RANGE:
                found.update((value[0], value[1] + 1))
            elif op is codes.IN:
                walk(value)
            elif op is codes.BRANCH:
                for branch in value[1]:
                    walk(branch)
            elif op in (codes.ASSERT, codes.ASSERT_NOT, codes.SUBPATTERN, codes.MAX_REPEAT):
                walk(value[-1])
            else:
                assert op in (codes.ANY, codes.AT, codes.NEGATE, codes.CATEGORY)

    walk(parser.parse(pattern, flags))
    return found


@pytest.fixture(scope="module")
def kinds():
    """One character for each way to be in or out of the sets of both patterns: others of a kind behave alike."""
    gate = mojibake._gate(mojibake.C1)
    edges = sorted(borders(BADNESS_RE.pattern, BADNESS_RE.flags) | borders(gate.pattern, gate.flags))
    found = {}
    for number, (start, end) in enumerate(zip([0, *edges], [*edges, sys.maxunicode + 1], strict=True)):
        for code in range(start, end):
            character = chr(code)
            found.setdefault((number, character.isspace(), character.isalnum()), character)
    return one_of_each(found.values(), gate)


def one_of_each(characters, gate):
    """Characters that no set of either pattern tells apart are one."""
    sets = [*sets_of(BADNESS_RE), *sets_of(gate)]
    return list({tuple(member(c, *item) for item in sets): c for c in characters}.values())


def sets_of(pattern):
    def walk(tree):
        for op, value in tree:
            if op in (codes.IN, codes.LITERAL, codes.NOT_LITERAL):
                yield op, value
            elif op is codes.BRANCH:
                for branch in value[1]:
                    yield from walk(branch)
            elif op in (codes.ASSERT, codes.ASSERT_NOT, codes.SUBPATTERN, codes.MAX_REPEAT):
                yield from walk(value[-1])

    unique = {repr(item): item for item in walk(parser.parse(pattern.pattern, pattern.flags))}
    return list(unique.values())


def test_no_mojibake_gets_past_the_gate(kinds):
    gate = mojibake._gate(mojibake.C1)
    tried = 0
    for way in alternatives(BADNESS_RE.pattern, BADNESS_RE.flags):
        choices = [[c for c in kinds if member(c, *item)] for item in way]
        assert all(choices)
        for text in map("".join, itertools.product(*choices)):
            assert gate.search(text), (text, way)
            tried += 1
    assert tried > 10_000


def test_the_gate_looks_at_nothing_outside_a_match():
    """Only then does a match found in a piece of text stand in every text around it."""
    gate = mojibake._gate(mojibake.C1)
    refusals = re.findall(r"\(\?<?!.", gate.pattern)
    assert refusals == ["(?<!["]  # a class alone: the character the branch stands at


def test_no_altered_bytes_get_past_theirs():
    pattern = chardata.ALTERED_UTF8_RE
    characters = [chr(code) for code in range(256)]
    for way in alternatives(pattern.pattern.decode("latin-1"), 0):
        choices = [[c for c in characters if member(c, *item)] for item in way]
        for text in itertools.product(*(c[:3] + c[-3:] for c in choices)):
            data = "".join(text).encode("latin-1")
            assert pattern.search(data) and mojibake._altered().search(data)


def test_a_lossy_sequence_has_a_question_mark_or_a_substitute():
    for way in alternatives(chardata.LOSSY_UTF8_RE.pattern.decode("latin-1"), 0):
        assert any(all(chr(c) in "?\x1a" for c in range(256) if member(chr(c), *item)) for item in way)


def test_every_character_that_is_changed_by_itself_is_known():
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        changed = (
            code in chardata.CONTROL_CHARS
            or fixes.fix_line_breaks(character) != character
            or bool(chardata.C1_CONTROL_RE.match(character))
            or bool(fixes.SURROGATE_RE.match(character))
        )
        if changed:
            assert not mojibake._clean(f"a{character}b"), hex(code)
            assert not mojibake._clean(f"ж{character}b"), hex(code)


def test_entities_and_marks_are_known():
    assert chardata.HTML_ENTITY_RE.pattern == mojibake.ENTITY.pattern
    assert not mojibake._clean("cafe\u0301")


SUMS = {
    "fix_text": "5288b2dcbe066940",
    "fix_and_explain": "a7614bc851596091",
    "fix_encoding_and_explain": "e98db423935e6203",
    "_fix_encoding_one_step_and_explain": "995180c6d3d524b2",
    "fixes.decode_inconsistent_utf8": "5e18d562d6edb0be",
    "fixes.fix_line_breaks": "001d6914785976a7",
    "fixes.remove_terminal_escapes": "3dffb1310b13527d",
    "chardata.possible_encoding": "c2763dda53bd15da",
}


def test_the_logic_that_is_followed_here_is_the_installed_one():
    """When this fails, read what ftfy changed, follow it in `mojibake.py`, and only then renew the sums."""
    assert {name: body_of(name) for name in SUMS} == SUMS


def body_of(name):
    place = ftfy
    for part in name.split("."):
        place = getattr(place, part)
    return hashlib.sha256(inspect.getsource(place).encode()).hexdigest()[:16]
