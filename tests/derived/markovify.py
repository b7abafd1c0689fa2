# package: markovify
# inside: markovify/chain.py SNAP103
import markovify

TEXT = " ".join(f"the {animal} saw the {other}." for animal in "abcdef" for other in "ghijkl")
model = markovify.Text(TEXT, state_size=1)


def handler(event, context):
    return {"text": model.make_sentence(test_output=False)}  # expect: SNAP104
