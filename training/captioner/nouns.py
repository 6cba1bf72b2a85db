"""Finds a caption's main noun, tells whether human captions of the same picture name the same thing, and whether a caption repeats itself."""

DETERMINERS = set("a an the two three four five six several many some one this his her their".split())
BREAKS = set(
    "is are in on with at of and by to over near through from into under down up while that who which behind next across along inside outside "
    "against around as for off onto sits stands runs walks jumps plays rides looks holds wearing".split()
)
COLLECTIVES = set("group couple bunch pair crowd lot row herd flock team number view picture close closeup bowl plate cup glass piece".split())
"""Nouns whose "of" leads to what is shown."""
PEOPLE = set("man woman boy girl child kid baby toddler guy lady person people men women children player rider skier surfer climber".split())
IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "person", "geese": "goose", "sheep": "sheep", "wolves": "wolf", "knives": "knife"}
STOP_WORDS = set("a an the is are in on with at of and by to his her their it its two three one up down out over through as for from near".split())


def singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("sses", "ss")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word


def main_noun(words: list[str]) -> str:
    """Returns the head of the first noun phrase in the singular, or an empty string.

    A participle right after the determiner belongs to the phrase: "a smiling girl".
    """
    phrase: list[str] = []
    for at, word in enumerate(words):
        if word == "of" and phrase and singular(phrase[-1]) in COLLECTIVES:
            return main_noun(words[at + 1 :]) or singular(phrase[-1])
        if word == "up" and phrase == ["close"]:
            continue
        if word in BREAKS or (phrase and word.endswith("ing")):
            break
        if word not in DETERMINERS:
            phrase.append(word)
    return singular(phrase[-1]) if phrase else ""


def is_named(noun: str, references: list[list[str]]) -> bool:
    """Returns whether a reference has the noun. "person" is named by any word for a person."""
    said = {singular(word) for words in references for word in words}
    return noun in said or (noun == "person" and not said.isdisjoint(PEOPLE))


def repeats_itself(words: list[str]) -> bool:
    """Returns whether a content word occurs twice: "a cat with a cat" is near to every picture of a cat, and says nothing more."""
    content = [singular(word) for word in words if word not in STOP_WORDS]
    return len(content) != len(set(content))
