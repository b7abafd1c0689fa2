# Models of transformers that sample draw from torch's default generator.
# oracle: none (needs torch, and models of gigabytes)
from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline

tokens = AutoTokenizer.from_pretrained("./model")
model = AutoModelForCausalLM.from_pretrained("./model")
write = pipeline("text-generation", model="./model")
OPTIONS = {"do_sample": True, "temperature": 0.8}


def handler(event, context):
    asked = tokens(event["prompt"], return_tensors="pt")
    made = model.generate(**asked, do_sample=True, max_new_tokens=40)  # expect: SNAP104
    told = write(event["prompt"], do_sample=True)  # expect: SNAP104
    more = model.generate(asked["input_ids"], **OPTIONS)  # expect: SNAP104
    return [tokens.decode(made[0]), told[0]["generated_text"], tokens.decode(more[0])]
