"""An index, and what people and merges do to one."""

from corpuskit.index.manifest import Entry

TITLES = (
    "Prices rise",
    "Prices_rise | again [now] *today*",
    "Preise & Löhne",
    "價格上漲",
    "",
    "a\\b `c` <!-- d",
    "```",
)
PATHS = ("000/a.txt", "000/b-1.txt", "001/c_d.txt", "001/e.f.txt", "g.txt", "h.txt")
ENTRIES = [Entry(path, f"{n:064x}", 1, TITLES[n], "en", "2024-05-06") for n, path in enumerate(PATHS)]
BITS = (
    "<!-- corpuskit:index begin -->", "<!-- corpuskit:index end -->", "<!--", "-->", "```", "~~~", "|", "\n", " ", "\\", "/", ".",
    "..", "~", "%41", "con", "CON.txt", "A", "a", "0", "<<<<<<< HEAD", ">>>>>>>", "- [x](x/INDEX.md)", "| --- |", "[", "](", ")", "\r\n", "\t",
    "é", "\ufeff", "corpuskit:index", "~~g.txt~~", "a word", "`g.txt`", "x" * 300, "#", "\u200b",
)  # fmt: skip


def spoilt(text, chance):
    """`text` after a few of the things that people and merges do to it."""
    for _ in range(chance.randint(0, 2)):
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        place = chance.randrange(len(text) + 1)
        lot = chance.randrange(6)
        if lot == 0:
            del lines[at]
        elif lot == 1:
            lines.insert(at, chance.choice((*lines, *BITS)))
        elif lot == 2:
            lines[at] = lines[at].replace(chance.choice(PATHS), chance.choice((*PATHS, "G.txt", "aux.txt", "ü.txt")))
        elif lot == 3:
            chance.shuffle(lines)
        cut = text[:place] + chance.choice(BITS) + text[place + chance.randint(0, 2) :]
        text = cut if lot > 3 else "\n".join(lines)
    return text
