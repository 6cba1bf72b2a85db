"""The people and places of stories get the same few names."""

from training.tales.cast import CAST, Contexts, cast, kinds_in

MEMOIR = "Then Eileen saw Gregory. He waved at Eileen, and she ran. They lived near Upton, in Upton itself. Rose was a rose."
EMPTY = Contexts.of([])


def test_names_are_told_from_words_by_their_contexts():
    assert kinds_in(MEMOIR, Contexts.of([MEMOIR])) == {"Eileen": "female", "Gregory": "male", "Upton": "place"}


def test_a_word_that_begins_sentences_is_a_name_if_other_stories_know_it():
    others = [f"One day the boy {name} came. He sat with {name} and his dog." for name in ["Kerry"] * 6]
    text = "Kerry ran home. His mother called."
    assert kinds_in(text, EMPTY) == {}
    assert kinds_in(text, Contexts.of([*others, text])) == {"Kerry": "male"}


def test_each_kind_is_renamed_in_the_order_of_appearance():
    (told,) = cast([MEMOIR], Contexts.of([MEMOIR]))
    assert told == "Then Lucy saw Tom. He waved at Lucy, and she ran. They lived near Clayton, in Clayton itself. Rose was a rose."


def test_a_name_keeps_its_new_one_until_another_needs_it():
    women = ["Abigail", "Ada", "Edna", "Agatha", "Olga", "Amelia", "Amy"]
    first = " ".join(f"Then {name} came, and she sat." for name in women[:6])
    told = cast([first, "Then Abigail left.", "Then Amy came, and she sat by Abigail."], EMPTY)
    assert told[0] == " ".join(f"Then {name} came, and she sat." for name in CAST["female"])
    assert told[1] == "Then Lucy left."
    assert told[2] == "Then Mary came, and she sat by Lucy."


def test_more_names_than_places_in_one_scene_stay():
    women = ["Abigail", "Ada", "Edna", "Agatha", "Olga", "Amelia", "Amy"]
    (told,) = cast([" ".join(f"Then {name} came, and she sat." for name in women)], EMPTY)
    assert told.endswith("Then Amy came, and she sat.")
