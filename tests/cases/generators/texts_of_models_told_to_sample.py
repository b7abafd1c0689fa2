# Whether a model samples may be said when the pipeline is made, or in a configuration.
# oracle: none (needs torch, and models of gigabytes)
import transformers
from transformers import GenerationConfig


class Teller:
    def __init__(self):
        self.model = transformers.GPT2LMHeadModel.from_pretrained("./model")
        self.how = GenerationConfig(do_sample=True, top_k=50)  # expect: SNAP104

    def tell(self, asked):
        return self.model.generate(asked, generation_config=self.how)


teller = Teller()
write = transformers.pipeline("text-generation", "./model", do_sample=True)  # expect: SNAP104


def handler(event, context):
    return [write(event["prompt"]), teller.tell(event["prompt"]).tolist()]
