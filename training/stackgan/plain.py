"""Sentences that only name one colour. Visitors ask for "a red bird" more often than people describe one."""

SENTENCES = (
    *("a {} bird", "a bird that is all {}", "this bird is {}", "this bird is all {}", "a small {} bird", "a large {} bird", "this is a {} bird"),
    *("a completely {} bird", "this bird is completely {}", "a bird that is {}", "a bird with {} feathers", "this bird has {} feathers"),
    *("a bird with a {} body", "a mostly {} bird", "the bird is {}", "a bird covered in {} feathers", "an all {} bird"),
)


def sentences_of(colour: str) -> list[str]:
    """Returns all sentences that name only this colour."""
    return [form.format(colour).replace("a orange", "an orange") for form in SENTENCES]
