"""A corpus to measure with: seeded pages of about 5 kB, 85 % English, dirty as scraped pages are.

    python benchmarks/corpus.py FOLDER [--files 10000] [--seed 1] [--from TEXTS] [--index]

Without `--from` every page is made of the sentences below; with it, of the paragraphs of the text files in TEXTS. Pages
lie 1,000 to a folder. `--index` writes INDEX.md with the SHA-256 of each.
"""

import argparse
import hashlib
import random
from pathlib import Path

SIZE = 5000  # bytes of a page, about
ENGLISH = 0.85
SUBJECTS = """The council|A spokesman for the port|The ministry of transport|One of the three farmers|The library's director
The orchestra|Nobody in the valley|The regulator|An engineer who worked on the bridge|The owner of the bakery|A second study
The national weather service|Her brother|The committee|Every school in the district|The harbour authority|The museum
A group of residents|The company|Most of the fishermen|The mayor|The insurance office|A judge in the capital""".replace(
    "\n", "|"
).split("|")
VERBS = [
    "said on Tuesday that|has known for years that|did not expect that|warned in a letter that|told reporters that",
    "is now convinced that|could not confirm that|wrote in its yearly report that|had hoped until last week that",
    "denied that|found after two months of work that|will decide in the spring whether|was surprised to learn that",
]
VERBS = [verb for part in VERBS for verb in part.split("|")]
CLAUSES = [
    "the new line between the two towns will cost about 40 million more than planned",
    "the ferries stopped running after the storm tore away a part of the quay",
    "prices for bread and milk rose faster than wages for the third month in a row",
    "the old mill could be turned into flats if the owner agrees to sell it",
    "fewer than half of the trees that were planted ten years ago are still alive",
    "the exhibition moved so many people that it stays open until the end of June",
    "the water in the lower valley is clean enough to drink for the first time since the war",
    "nobody had checked the brakes of the cable car before the season began",
    "the two teams have met eleven times and neither has won more than once by two goals",
    "the road over the pass remains closed to lorries until the snow is gone",
    "a shortage of nurses forces small hospitals to close wards at the weekend",
    "the letters that were found under the floor belong to a clerk who died in 1911",
    "the solar panels on the roof pay for themselves within nine years",
    "most of the money went to a firm that has its seat in another country",
    "children who read for a quarter of an hour a day learn twice as many words",
    "the trams will run every ten minutes as soon as enough drivers are found",
    "the dam held, although the lake stood a metre above the mark",
    "the court has not yet said when it will hear the case",
]
TAILS = """, as it had done the year before.|.|, and that nobody should be surprised.|, although the figures are not final.|.
, which is more than anybody had asked for.|, and the neighbours agree.| — a view that few of the others share.|.""".replace(
    "\n", "|"
).split("|")
QUOTES = """“We did what we could with the people we had,” she said.|“It’s not over,” he said, “and it won’t be for a while.”
“You can’t build a house on promises,” the mayor said.|“I don’t think that anyone was told,” said one of them.""".replace(
    "\n", "|"
).split("|")
HEADINGS = [
    "What happened before",
    "Who pays",
    "The next steps",
    "A long history",
    "Background:",
    "Why it matters",
    "What is planned",
]
DIRT = """Advertisement|Advertisement:|Read more|Share this article|Facebook Twitter Email|Sign up for our newsletter
Accept all cookies|Related articles|Skip to main content|Click to share|Subscribe now|0 comments""".replace(
    "\n", "|"
).split("|")
NAMES = [
    "Anna Keller",
    "Peter Brandt",
    "Maria Santos",
    "John Whitfield",
    "Elena Petrova",
    "Tom Osei",
    "Lucy Hargreaves",
    "Paul Martin",
]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
OTHERS = {
    "de": """Der Gemeinderat hat am Dienstag beschlossen, dass die alte Mühle nicht verkauft wird, solange niemand weiß, was daraus werden soll.
Die Fähren fuhren nach dem Sturm zwei Tage lang nicht, weil ein Teil der Mauer ins Wasser gestürzt war.
Für viele Familien im Tal ist das Brot zu teuer geworden, und auch die Milch kostet mehr als im vergangenen Jahr.
Eine Sprecherin sagte, man habe die Bremsen der Seilbahn vor dem Beginn der Saison nicht noch einmal geprüft.
Der See stand einen Meter über der Marke, doch der Damm hat gehalten, wie es die Ingenieure vorausgesagt hatten.""",
    "fr": """Le conseil a décidé mardi que le vieux moulin ne serait pas vendu tant que personne ne sait ce qu’il deviendra.
Les bateaux sont restés au port pendant deux jours après la tempête, car une partie du quai était tombée dans l’eau.
Pour beaucoup de familles de la vallée, le pain est devenu trop cher, et le lait coûte plus que l’année dernière.
Une porte-parole a expliqué que les freins du téléphérique n’avaient pas été vérifiés avant le début de la saison.
Le lac était un mètre au-dessus de la marque, mais le barrage a tenu, comme les ingénieurs l’avaient prévu.""",
    "es": """El consejo decidió el martes que el viejo molino no se venderá mientras nadie sepa qué será de él.
Los barcos no salieron durante dos días después de la tormenta, porque una parte del muelle había caído al agua.
Para muchas familias del valle el pan se ha vuelto demasiado caro, y la leche cuesta más que el año pasado.
Una portavoz dijo que los frenos del teleférico no se habían revisado antes del comienzo de la temporada.
El lago estaba un metro por encima de la marca, pero la presa aguantó, como habían previsto los ingenieros.""",
    "ru": """Совет решил во вторник, что старую мельницу не продадут, пока никто не знает, что с ней будет.
Паромы не ходили два дня после бури, потому что часть причала упала в воду.
Для многих семей в долине хлеб стал слишком дорогим, и молоко тоже стоит больше, чем в прошлом году.
Представитель сказала, что тормоза канатной дороги не проверили перед началом сезона.
Озеро стояло на метр выше отметки, но плотина выдержала, как и предсказывали инженеры.""",
    "zh": """市议会星期二决定，在没有人知道旧磨坊以后做什么用之前，不会把它卖掉。
暴风雨过后渡船停了两天，因为码头的一部分掉进了水里。
对山谷里的许多家庭来说，面包已经太贵了，牛奶也比去年贵。
一位发言人说，缆车的刹车在季节开始之前没有再检查过。
湖水比标记高出一米，但是水坝没有垮，正如工程师所预言的那样。""",
}


def sentence(chance):
    if chance.random() < 0.12:
        return chance.choice(QUOTES)
    clause = chance.choice(CLAUSES)
    if chance.random() < 0.3:
        return clause[0].upper() + clause[1:] + chance.choice(TAILS)
    return f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {clause}{chance.choice(TAILS)}"


def paragraphs(chance, language, texts):
    """Endless paragraphs in one language."""
    while True:
        if texts:
            yield chance.choice(texts)
        elif language == "en":
            yield " ".join(sentence(chance) for _ in range(chance.randint(1, 4)))
        else:
            yield " ".join(chance.choices(OTHERS[language].split("\n"), k=chance.randint(1, 3)))


def page(chance, texts):
    language = "en" if chance.random() < ENGLISH else chance.choice(sorted(OTHERS))
    body = paragraphs(chance, language, texts)
    title = next(body)[: chance.randint(40, 80)].rstrip(" ,.").rpartition(" ")[0] or "Untitled"
    lines = [title]
    if chance.random() < 0.6:
        lines.append(f"By {chance.choice(NAMES)}")
    if chance.random() < 0.6:
        lines.append(f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(2015, 2024)}")
    size, wanted = len(title), chance.randint(SIZE * 6 // 10, SIZE * 14 // 10)
    while size < wanted:
        if chance.random() < 0.15:
            lines.append(chance.choice(HEADINGS if chance.random() < 0.4 else DIRT))
        lines.append(next(body))
        size += len(lines[-1].encode()) + 1
    if chance.random() < 0.5:
        lines += chance.sample(DIRT, 2)
    text = ("\n\n" if chance.random() < 0.5 else "\n").join(lines) + "\n"
    return broken(chance, text)


def broken(chance, text):
    """The bytes of a page: some in cp1252, some decoded wrongly once, some with CR LF, most in UTF-8."""
    lot = chance.random()
    try:
        if lot < 0.03:
            return text.encode("cp1252")
        if lot < 0.07:
            return text.encode().decode("cp1252").encode()
    except UnicodeError:
        pass
    return (text.replace("\n", "\r\n") if lot > 0.95 else text).encode()


def make(folder, files, seed=1, texts=(), index=False):
    """Write the corpus; the same seed gives the same bytes."""
    chance = random.Random(seed)
    rows = []
    for number in range(files):
        below = folder / f"{number // 1000:03}"
        if number % 1000 == 0:
            below.mkdir(parents=True, exist_ok=True)
        data = page(chance, texts)
        (below / f"{number:06}.txt").write_bytes(data)
        name = f"{below.name}/{number:06}.txt"
        rows.append(f"| [{name}]({name}) |  |  |  | {hashlib.sha256(data).hexdigest()} |\n")
    if index:
        head = "<!-- corpuskit:index begin -->\n| File | Title | Language | Published | SHA-256 |\n| --- | --- | --- | --- | --- |\n"
        text = "# Index\n\n" + head + "".join(rows) + "<!-- corpuskit:index end -->\n"
        (folder / "INDEX.md").write_text(text, encoding="utf-8")


def read_texts(folder):
    """The paragraphs of the text files of a folder."""
    found = []
    for file in sorted(Path(folder).rglob("*.txt")):
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
        found += [line.strip() for line in lines if len(line) > 60]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="texts", type=Path)
    parser.add_argument("--index", action="store_true")
    options = parser.parse_args()
    texts = read_texts(options.texts) if options.texts else ()
    make(options.folder, options.files, options.seed, texts, options.index)


if __name__ == "__main__":
    main()
