# Else imports are looked up in the folders from the module's own up to the repository root: `orders` resolves from src/.
# oracle: none (the emulator imports the entry module from its own folder)
from orders.numbering import number


def handler(event, context):
    return {"number": number(event["n"])}
