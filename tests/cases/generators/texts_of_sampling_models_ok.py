# Without sampling a model writes what is most likely; a seed of the invocation is no frozen one.
# about: SNAP103, SNAP104
# oracle: none (needs torch, and models of gigabytes)
import os

from transformers import AutoModelForSeq2SeqLM, AutoTokenizer, pipeline, set_seed

tokens = AutoTokenizer.from_pretrained("./model")
model = AutoModelForSeq2SeqLM.from_pretrained("./model")
sort = pipeline("sentiment-analysis", model="./moods")
write = pipeline("text-generation", model="./model", do_sample=False)


def handler(event, context):
    asked = tokens(event["text"], return_tensors="pt")
    short = model.generate(**asked, num_beams=4, do_sample=False)  # ok: draws nothing
    mood = sort(event["text"])  # ok: draws nothing
    set_seed(int.from_bytes(os.urandom(4), "big"))
    told = write(event["text"], do_sample=True)  # ok: its generator was seeded right before
    return [tokens.decode(short[0]), mood[0]["label"], told[0]["generated_text"]]
