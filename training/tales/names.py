"""Replaces names that recur in hundreds of stories by ordinary ones: stories by language models are full of Elara, Kael and Willow Creek."""

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from training.tales.sources import number_of

FEMALE = """Abigail Ada Adele Agatha Alice Amelia Amy Angela Anita Anna Annabel Annie Audrey Barbara Beatrice Bella Bertha Beth Betty Bridget Camilla Carla Carol Caroline Catherine Cecilia Celia Charlotte Christine Claire Clara Constance Cora Daisy Daphne Deborah Della Diana Dora Doris Dorothy Edith Edna Effie Eileen Eleanor Eliza Ella Ellen Elsa Elsie Emma Esther Ethel Eva Evelyn Faith Fanny Fern Flora Florence Frances Freda Gertrude Gloria Grace Greta Hannah Harriet Hazel Heather Helen Helga Henrietta Hilda Holly Ida Ingrid Irene Iris Ivy Jane Janet Jean Jessica Joan Josephine Joyce Judith Julia June Karen Kate Kathleen Laura Leah Lillian Linda Lois Lorna Louise Lucy Lydia Mabel Madeline Maggie Margaret Margot Maria Marian Marie Marion Marjorie Martha Mary Matilda Maud May Mildred Millie Minna Miriam Molly Monica Muriel Nan Nancy Naomi Nell Nina Nora Norma Olga Olive Pamela Patricia Pauline Pearl Peggy Penelope Phoebe Polly Rhoda Rosa Rosalind Rose Ruby Ruth Sally Sarah Sheila Sonia Sophie Stella Susan Sylvia Tess Theresa Tilda Ursula Vera Viola Violet Wanda Wendy Wilma Winifred Yvonne""".split()
MALE = """Aaron Adam Alan Albert Alec Alfred Allen Andrew Anthony Archie Arnold Arthur Barney Basil Benjamin Bernard Bert Bill Bob Brian Bruce Carl Cecil Charles Christopher Clarence Clifford Clive Colin Conrad Cyril Daniel David Dennis Derek Dick Donald Douglas Duncan Edgar Edmund Edward Edwin Eric Ernest Eugene Felix Francis Frank Fred Geoffrey George Gerald Gilbert Gordon Graham Gregory Guy Harold Harry Harvey Hector Henry Herbert Horace Howard Hubert Hugh Humphrey Ian Isaac Ivan Jacob James Jasper Jeremy Jerome Jim Joe John Jonathan Joseph Julian Keith Kenneth Laurence Leonard Leslie Lewis Lionel Louis Luke Malcolm Mark Martin Matthew Maurice Michael Miles Monty Morris Nathan Ned Neil Nicholas Nigel Noel Norman Oliver Oscar Oswald Otto Owen Patrick Paul Percy Peter Philip Ralph Raymond Reginald Richard Robert Robin Roger Roland Ronald Roy Rupert Russell Samuel Sidney Simon Stanley Stephen Steven Stuart Ted Theodore Thomas Timothy Toby Tom Tony Victor Vincent Walter Warren Wilfred William""".split()
SURNAMES = """Abbott Adams Allen Archer Atkins Bailey Baker Barker Barnes Barrett Bates Baxter Bell Bennett Berry Bishop Blake Bond Booth Bowman Bradley Brooks Brown Bryant Burke Burns Burton Butler Byrne Carr Carter Chambers Chapman Clark Clarke Coleman Collins Cook Cooper Cox Crawford Cross Curtis Davies Dawson Dean Dixon Douglas Doyle Duncan Dunn Eaton Edwards Elliott Ellis Evans Farmer Ferguson Fisher Fleming Fletcher Ford Foster Fowler Fox Francis Frost Fuller Gardner Gibbs Gibson Gilbert Gordon Graham Grant Gray Green Greene Griffin Hale Hall Hardy Harper Hart Harvey Hayes Henderson Hicks Hill Hodges Holmes Hooper Hopkins Howard Howell Hudson Hughes Hunt Hunter Irwin Jacobs Jennings Johnston Jones Kelly Kemp Kennedy Kerr King Knight Lambert Lane Larson Lawson Lewis Lloyd Long Lowe Lynch Marsh Marshall Mason May Miller Mills Mitchell Moore Morgan Morris Morton Moss Murphy Murray Nash Newman Nichols Nolan Norris Norton Oliver Osborne Owens Page Palmer Parker Parsons Payne Pearson Perkins Perry Phillips Pierce Porter Potter Powell Price Quinn Ramsey Read Reeves Reynolds Rhodes Rice Roberts Robinson Rogers Rose Russell Sanders Saunders Shaw Shepherd Simmons Simpson Slater Spencer Stephens Stevens Stone Sutton Terry Thornton Todd Tucker Turner Wade Wallace Walsh Walters Warren Watson Watts Webb Wells West Wheeler White Wood Woods Wright Young""".split()
PLACES = """Alderley Ambleford Appleby Ashcombe Ashford Aston Barton Bexley Birchwood Blandford Bramley Brayton Bridgeton Brookfield Buckland Burford Calder Carrick Castleton Chalford Cheswick Clayton Clifton Coldwater Colton Corby Cranford Crosby Dalton Danbury Deerfield Denby Dunmore Eastham Edgewater Elmsworth Fairfield Falmouth Farley Felton Fernley Fordham Gaskell Glenside Grafton Greenfield Halford Hampton Harley Hartfield Haverly Hawley Hazelton Heathfield Helmsley Highfield Holbrook Hollins Horton Kelby Kilbride Kingsley Lakeside Langford Larkfield Leighton Linden Linton Lowfield Lyndon Malden Marlow Marston Maybury Medford Melbury Merton Middleton Milford Millbrook Milton Moorfield Netherby Newbury Newton Norbury Northam Norwood Oakham Overton Oxley Pembury Penrose Radley Redfield Ridgeway Ripley Rockford Roxby Rushford Saltby Sandford Selby Sheldon Shelby Sherwood Shipley Somerby Southam Springfield Stafford Stanton Stockwell Stratton Sudbury Summerfield Swanley Tansley Thornby Tilbury Upton Wakefield Walden Walford Waterford Wayland Wellsby Westbrook Weston Whitby Whitfield Wickham Willoughby Winslow Woodbridge Woodside Wooler Yardley""".split()
LISTS = {"female": FEMALE, "male": MALE, "surname": SURNAMES, "place": PLACES}
# Places of two words that are typical of language models.
PLACES_OF_TWO = [
    "Willow Creek",
    "Ravens Creek",
    "Raven's Peak",
    "Black Creek",
    "Black Hollow",
    "Ravens Hollow",
    "Raven's Hollow",
    "Ashwood Manor",
    "Blackwood Manor",
    "Ravenswood Manor",
    "Crystal Lake",
    "Willow's Edge",
    "Raven's Creek",
]
STORIES_WITH = 60
"""Most stories that may keep a name. It is replaced in all others."""

NAME = re.compile(r"(?<![\w'.])[A-Z][a-z]+(?:(?='s\b)|(?![\w']))")
TITLES = set(
    "Mr Mrs Miss Ms Dr Doctor Professor Detective Inspector Captain Sergeant Officer Lieutenant Colonel Major Sheriff Agent Lord Lady Sir Judge Commander Aunt Uncle Deputy Nurse Chief Coach Mayor Principal Reverend Father Sister General Corporal Private Constable Count Baron Farmer".split()
)
_HE, _SHE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE), re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_PLACED = {"in", "of", "to", "from", "at", "near", "across", "through", "into", "over", "around"}
_SURNAMES = set("Jameson Patel Hawkins Jenkins Rodriguez Blackwood Thompson Wilson Harris Matthews Taylor Lee Chen Blackstone Thorne".split())
_INVENTED = set(
    "Darkhaven Elm Brindlemark Ravenswood Willowdale Ashwood Elyria Eldrador Eridoria Aethoria Aethereia Luminaria Blackwater Oakwood Tenebrous Arinthal Aethera Elysium Somnium Eryndor".split()
)
# Characters of language models' stories, who are often "they".
_PERSONS = set(
    "Zephyr Kael Kaelin Lyra Lyraea Eira Elara Aria Arin Nova Jax Jaxon Vex Orion Ryker Ryder Eryndor Lirien Lyrien Zorvath Malakai Kaida Zara Nightshade Moonwhisper Shadowglow Dreamweaver Starweaver".split()
)
# Real places, days, peoples, and capitalised words that are not names.
LEFT = set(
    """I God Jesus Christ Florida Lord Lady King Queen Prince Princess Sir Madam Majesty Highness Captain Professor Doctor Detective Council Manor Devil Oracle Christmas Halloween Thanksgiving Easter Saturday Sunday Monday Tuesday Wednesday Thursday Friday January February March April May June July August September October November December
    English England Britain British France French Spain Spanish Italy Italian Germany German Europe European America American Africa African Asia India Indian China Chinese Japan Japanese Mexico Mexican Egypt London Paris Rome Tokyo York Texas California Chicago Seattle Boston Earth Mars Venus Jupiter Saturn Moon Sun West East North South Internet Santa Claus Mom Dad Mama Papa Mother Father Mum Grandma Grandpa Grandmother Grandfather Granny Aunt Uncle Mr Mrs Ms Miss Dr St Guardians Guardian Academy Empire Emperor Commander Lieutenant Weaver Timekeeper Ancients Phantom Quantum Shadow Keepers Architect Sheriff Marshal Agent Officer Inspector Sergeant Colonel Major
    Victorian Elyrian Initiative Spire Hootenanny Phoenix Raven Hawk Blackjack Eden Haven Spirit Nature Death Time Life
    Fox Wolf Bear Lion Mouse Rabbit Hare Owl Crow Cat Dog Ass Frog Tortoise Turtle Eagle Donkey Monkey Elephant Tiger Spider Bird Horse Cow Goat Hen Duck Goose Pig Sheep Squirrel Hedgehog Snake Crocodile Hyena Leopard Jackal""".split()
)


@dataclass
class Seen:
    stories: int = 0
    he: int = 0
    she: int = 0
    placed: int = 0
    titled: int = 0
    inside: int = 0
    """Occurrences that do not begin a sentence or direct speech."""
    after_the: int = 0
    times: int = 0


@dataclass(frozen=True)
class Names:
    kinds: dict[str, str] = field(default_factory=dict)
    """Kind of every overused name: a key of LISTS, or "either"."""
    share: dict[str, float] = field(default_factory=dict)
    """Share of a name's stories that may keep it."""


def _words(text: str) -> list[re.Match]:
    return list(NAME.finditer(text))


def count(texts: list[str]) -> tuple[dict[str, Seen], Counter]:
    """Counts the contexts of each capitalised word, and how often each word occurs in lower case."""
    seen: dict[str, Seen] = defaultdict(Seen)
    low: Counter = Counter()
    for text in texts:
        low.update(re.findall(r"\b[a-z]+\b", text))
        inside: set[str] = set()
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            found = _words(sentence)
            he, she = (_HE.search(sentence) is not None, _SHE.search(sentence) is not None) if found else (False, False)
            for match in found:
                name, before = match[0], sentence[: match.start()].split()
                previous = before[-1].strip('".,') if before else ""
                one = seen[name]
                one.times += 1
                one.inside += bool(before) and sentence[match.start() - 1] == " "
                one.after_the += previous.lower() in ("the", "a", "an")
                one.he += he
                one.she += she
                one.placed += previous in _PLACED
                one.titled += previous in TITLES or (previous[:1].isupper() and previous in MALE_AND_FEMALE)
                inside.add(name)
        for name in inside:
            seen[name].stories += 1
    return seen, low


MALE_AND_FEMALE = set(MALE) | set(FEMALE) | set("Jack Emily Sarah Rachel Kate Ethan Alex Lily Max Jake Ryan Samantha Emma Maria Sophia Elias Victor".split())


def kind_of(name: str, seen: Seen) -> str | None:
    """Returns a name's kind from its contexts: "female", "male", "surname" or "place".

    Returns "either" for a person who is "he" in some stories and "she" in others, and None if the word is not a name.
    """
    if seen.inside < 0.25 * seen.times or seen.after_the > 0.25 * seen.times:
        return None
    if name in _SURNAMES or seen.titled > 0.4 * seen.times:
        return "surname"
    if name in FEMALE or name in MALE:
        return "female" if name in FEMALE else "male"
    if name in _INVENTED or seen.placed > 0.3 * seen.times:
        return "place"
    gendered = seen.he + seen.she
    if name in _PERSONS:
        return "either" if max(seen.he, seen.she) < 0.75 * gendered else "male" if seen.he > seen.she else "female"
    if gendered < 0.2 * seen.times:
        return None
    if max(seen.he, seen.she) < 0.75 * gendered:
        return "either"
    return "male" if seen.he > seen.she else "female"


def gender_in(text: str, name: str) -> str:
    """Returns "male" or "female" for a person in a story, from the pronouns in the sentences that name them."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text) if name in s]
    he, she = (sum(len(pattern.findall(s)) for s in sentences) for pattern in (_HE, _SHE))
    return "male" if he > she else "female"


def over_used(texts: list[str], most: int = STORIES_WITH) -> Names:
    """Returns the names that occur in more than `most` texts and are not also common words."""
    seen, low = count(texts)
    kinds, share = {}, {}
    for name, one in seen.items():
        if one.stories <= most or name in LEFT or low[name.lower()] > one.times / 2:
            continue
        kind = kind_of(name, one)
        if kind:
            kinds[name], share[name] = kind, most / one.stories
    for place in PLACES_OF_TWO:
        kinds[place], share[place] = "place", 0.0
    return Names(kinds, share)


def replaced(paragraphs: list[str], key: str, names: Names) -> list[str]:
    """Replaces a story's overused names, each by the same new name throughout, which does not occur in the story yet."""
    text = "\n".join(paragraphs)
    rng = random.Random(number_of(f"names {key}"))
    present = {m[0] for m in _words(text)}
    taken = set(present)
    change: dict[str, str] = {}
    for name in sorted({*present, *(p for p in PLACES_OF_TWO if p in text)}):
        kind = names.kinds.get(name)
        if not kind or rng.random() < names.share[name]:
            continue
        if kind == "either":
            kind = gender_in(text, name)
        free = [n for n in LISTS[kind] if n not in taken]
        change[name] = rng.choice(free)
        taken.add(change[name])
    if not change:
        return paragraphs
    two = [re.escape(p) for p in change if " " in p]
    if two:
        text = re.sub("|".join(two), lambda m: change[m[0]], text)
    return NAME.sub(lambda m: change.get(m[0], m[0]), text).split("\n")
