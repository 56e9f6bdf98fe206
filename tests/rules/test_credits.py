"""What is a credit at the end of a line, and what only looks like one."""

import pytest

from corpuskit.document import read
from corpuskit.rules.credits import credited

CREDITS = [
    "The governor arrives at the bank on Friday. (Photo by Jane Roe)",
    "The governor arrives at the bank on Friday. (AFP/Jane Roe)",
    "The governor arrives at the bank (dpa)",
    "The governor arrives at the bank. Foto: Petra Sommer",
    "The governor arrives at the bank. Fot. Ewa Malik",
    "The governor arrives at the bank. Photo by Jane Roe",
    "The governor arrives at the bank / Reuters",
    "Le gouverneur arrive à la banque. Photo : Claire Bastide",
    "行长星期五抵达银行。（图片来源：王立）",
    "© Getty Images",
    "Image: Jane Roe/Shutterstock",
]
NONE = [
    "The governor spoke on Friday of the prices of food and fuel. (Reuters)",
    "You can write, talk and draw (throw in some images and ask a question).",
    "Prices rose by 3 km/h in the report.",
    "She said: the bank will not speak of it again this year",
    "Video: the governor tells the council that wages rise at last and that nobody knows why",
    "He met the owner of the photo.",
]


@pytest.mark.parametrize("text", CREDITS)
def test_a_credit(text):
    assert credited(read(text).lines[0]) >= 0.5


@pytest.mark.parametrize("text", NONE)
def test_no_credit(text):
    assert credited(read(text).lines[0]) < 0.5
