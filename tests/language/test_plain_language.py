"""What is plainly in a language needs no profile: the answer is the one that langdetect gives."""

import random
import sys
from pathlib import Path

import pytest

from corpuskit import language
from corpuskit.language import backends, plain

SAID = {
    "de": (
        "Der Rat will die alte Mühle nicht verkaufen, bis man weiß, was aus ihr werden soll.",
        "Es war das erste Mal, dass die Fähren für zwei Tage nicht fuhren, und niemand sagte, wann sie wieder fahren.",
        "Wir haben keine andere Möglichkeit, das Dach zu bezahlen, meinte sie, und auch nicht mehr viel Zeit.",
    ),
    "es": (
        "El consejo no quiere vender el viejo molino hasta que se sepa qué va a ser de él y de los que viven en la casa.",
        "Era la primera vez que los barcos no salían por dos días, y nadie sabía cuándo iban a volver al puerto.",
        "No tenemos otra forma de pagar el tejado, dijo ella, y las obras ya no pueden esperar más tiempo.",
    ),
    "fr": (
        "Le conseil ne veut pas vendre le vieux moulin avant que l’on sache ce qu’il va devenir, et il a le temps.",
        "C’était la première fois que les bateaux ne sortaient pas du port pendant deux jours, et personne n’en parlait.",
        "Nous n’avons pas une autre façon de payer le toit, a dit la dame, mais les travaux ne sont pas finis.",
    ),
    "it": (
        "Il consiglio non vuole vendere il vecchio mulino prima di sapere che cosa ne sarà, e non ha fretta.",
        "Era la prima volta che i traghetti non partivano per due giorni, e nessuno sapeva quando sarebbero tornati.",
        "Non abbiamo un altro modo per pagare il tetto, ha detto la signora, ma i lavori sono già cominciati.",
    ),
    "pt": (
        "O conselho não quer vender o velho moinho até que se saiba o que vai ser dele e das pessoas que lá vivem.",
        "Foi a primeira vez que os barcos não saíram durante dois dias, e ninguém sabia quando iam voltar ao porto.",
        "Não temos outra forma de pagar o telhado, disse ela, mas as obras já não podem esperar muito mais.",
    ),
    "ru": (
        "Совет не хочет продавать старую мельницу, пока не будет ясно, что с ней станет и кто за это заплатит.",
        "Это был первый раз, когда паромы не ходили два дня, и никто не знал, когда они снова будут ходить.",
        "У нас нет другого способа заплатить за крышу, сказала она, но и ждать мы уже не можем.",
    ),
}
NEIGHBOURS = {
    "nl": "De raad wil de oude molen niet verkopen voordat men weet wat ermee gaat gebeuren, en dat kan nog duren. ",
    "gl": "O consello non quere vender o vello muíño ata que se saiba que vai ser del e da xente que vive na casa. ",
    "ca": "El consell no vol vendre el vell molí fins que no se sàpiga què en serà i qui pagarà la teulada de la casa. ",
    "uk": "Рада не хоче продавати старий млин, поки не буде відомо, що з ним буде і хто за це заплатить. ",
    "bg": "Съветът не иска да продаде старата мелница, докато не се разбере какво ще стане с нея и кой ще плати. ",
    "mk": "Советот не сака да ја продаде старата воденица додека не се знае што ќе биде со неа и кој ќе плати. ",
}


@pytest.mark.parametrize("tag", sorted(SAID))
@pytest.mark.parametrize("seed", range(10))
def test_it_is_what_langdetect_says(tag, seed):
    chance = random.Random(seed)
    text = " ".join(chance.choices(SAID[tag], k=chance.randint(4, 10)))[chance.randrange(20) :]
    assert plain.plain_language(text) == tag
    (said, score), *_ = backends.Langdetect().rank(language.middle(text, language.WINDOW), 0)
    assert (said, round(score, 2)) == (tag, 1.0) == (language.detect(text).tag, language.detect(text).score)


@pytest.mark.parametrize("tag", sorted(NEIGHBOURS))
def test_a_neighbour_is_asked_for(tag):
    assert plain.plain_language(NEIGHBOURS[tag] * 5) == ""


@pytest.mark.parametrize("tag", sorted(SAID))
def test_what_stands_between_is_seen(tag):
    text = " ".join(f"{said} {said} 湖水比标记高出一米，但是水坝没有垮。" for said in SAID[tag])
    assert plain.plain_language(text.replace("湖水比标记高出一米，但是水坝没有垮。", "")) == tag
    assert plain.plain_language(text) == ""
    english = "This is one of the quarters, and all of it is in another language. " * 4
    assert plain.plain_language(f"{text.split('湖')[0] * 3}{english}") == ""


def test_no_profile_is_asked(monkeypatch):
    monkeypatch.setattr(backends.Langdetect, "rank", None)
    monkeypatch.setitem(sys.modules, "langdetect_rs", None)
    backends.get.cache_clear()
    language._detect.cache_clear()
    assert [language.detect(" ".join(said * 2)).tag for said in SAID.values()] == list(SAID)
    backends.get.cache_clear()


def test_the_words_are_sorted_and_stand_once():
    for line in Path(plain.__file__).with_name("function_words.txt").read_text(encoding="utf-8").splitlines():
        _, *words = line.split()
        assert words == sorted(set(words))
