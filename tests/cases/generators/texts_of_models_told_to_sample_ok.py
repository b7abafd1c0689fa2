# torch's generator, seeded anew after each restore, makes sampled texts differ.
# about: SNAP103, SNAP104
# oracle: none (needs torch, and models of gigabytes)
import torch
import transformers
from snapshot_restore_py import register_after_restore

write = transformers.pipeline("text-generation", "./model", do_sample=True)  # ok: see the hook
model = transformers.LlamaForCausalLM.from_pretrained("./model")
register_after_restore(torch.seed)


def handler(event, context):
    made = model.generate(event["ids"], do_sample=True)  # ok: from the fresh generator
    return [write(event["prompt"]), made.tolist()]
