# Names that a package draws for others to know it by, though they look like local ones.
# oracle: none (the package is not on the emulator's path)
import acme_names

profile = acme_names.Profile()  # expect: SNAP201, SNAP301


def handler(event, context):
    return {"template": acme_names.template(), "who": profile.label()}  # expect: SNAP104
