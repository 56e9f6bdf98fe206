"""Pages with two heads: which are two articles, and which are one with teasers, comments or entries."""

import pytest

from corpuskit.pipeline import Plan, process

RENTS = """\
Mieten in der Hauptstadt steigen weiter
Von Anna Berg
12. Mai 2023
Die Mieten in der Hauptstadt sind im dritten Monat in Folge gestiegen, teilte die Zentralbank am Freitag in ihrem Bericht mit.
Im Frühjahr sollen sie noch einmal steigen, sagte die Präsidentin der Bank den Mitgliedern des Rates, der in der Stadt tagte.
Der Rat will die Zahlen des Winters abwarten, bevor er über die Zinsen entscheidet, die seit einem Jahr nicht bewegt wurden.
Die Regierung, die vor einem Jahr einen Deckel beschlossen hatte, wollte sich am Freitag zu dem Bericht nicht äußern.
Niemand weiß, wann sie wieder sinken, und ob das Brot, das die Leute kaufen, jemals wieder so billig wird, wie es war.
Die meisten Mieter haben im vergangenen Jahr keinen neuen Vertrag bekommen, sagt die Bank, und wer einen bekam, zahlt mehr.
"""
FERRY = """\
Alte Fähre geht auf eine Insel im Norden
Von Jan Holm
14. Mai 2023
Die alte Fähre, die sechzig Jahre lang den Sund überquert hat, wurde am Montag auf eine Insel im Norden verkauft.
Sie wird ab Oktober Schafe, Heu und Post befördern, wenn die Stürme beginnen und die kleinen Boote am Ufer bleiben.
Ihr Kapitän, der sie steuert, seit er ein junger Mann war, wird im ersten Winter mitfahren und die Maschine erklären.
Er sagte, dass man einer so alten Maschine zuhören müsse, bei Tag und bei Nacht, und dass das nur wenige könnten.
Das Hafenamt hat allen geschrieben, die das könnten, und zwei von ihnen haben sich das Schiff in der letzten Woche angesehen.
Die neue Brücke ist fertig, und die Maut für Lastwagen wird ab Juni erhoben, wenn die Maler bis dahin fertig sind.
An beiden Ufern werden sie die Fähre vermissen, sagen die Leute, aber nicht die Stunden, die man auf sie warten musste.
"""
STORY = RENTS.splitlines(keepends=True)[3:]


def flagged(text, profile="keep"):
    return "QUA109" in {
        f.code for f in process(text.encode(), "a.txt", Plan(findings_only=True, profile=profile)).findings
    }


@pytest.mark.parametrize("profile", ["keep", "standard", "strict"])
def test_two_articles_are_flagged_in_every_profile(profile):
    assert flagged(f"{RENTS}Mehr zum Thema\n{FERRY}", profile)


def test_the_date_may_stand_above_the_second_title():
    title, by, date, *body = FERRY.splitlines()
    assert flagged("\n".join([RENTS, by, date, title, *body]))


@pytest.mark.parametrize(
    "text",
    [
        RENTS,
        RENTS
        + FERRY.partition("14. Mai 2023\n")[0]
        + "14. Mai 2023\n"
        + "".join(STORY),  # a teaser, and the article goes on
        RENTS + "".join(FERRY.splitlines(keepends=True)[:5]),  # a short piece
        RENTS + "".join(FERRY.splitlines(keepends=True)[3:]),  # no second head
        RENTS + "Leserin am 14. Mai 2023 um 12:10 Uhr\n" + "".join(FERRY.splitlines(keepends=True)[3:]),  # a comment
        FERRY.partition("\n")[2] + RENTS,  # what stands above has no title of its own
    ],
)
def test_what_is_no_second_article_is_not(text):
    assert not flagged(text)


def test_entries_of_one_day_under_one_headline_are_one_article():
    entries = [
        f"12. Mai 2023, {10 + n}:{n}0 Uhr\nEintrag der Redaktion zu den Mieten\n{line}" for n, line in enumerate(STORY)
    ]
    assert not flagged("".join(["Mieten in der Hauptstadt steigen weiter\n", *entries]))
