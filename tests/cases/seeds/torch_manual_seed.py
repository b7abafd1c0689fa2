# torch's global generator, seeded in INIT and drawn from in INVOKE.
# oracle: none (needs torch)
import torch

torch.manual_seed(0)  # expect: SNAP101
model = torch.nn.Dropout(0.1)


def handler(event, context):
    noise = torch.rand(3)  # also-ok: SNAP103
    return {"noise": noise.tolist()}
