# A mark that is put into a text and taken out of it again is a note: nobody sees it.
# oracle: none (what is drawn goes out in no text)
# event: {"text": "100%% of $HOME"}
import os
import random
import string


def expand(text):
    mark = "".join(random.choices(string.ascii_letters, k=32))  # expect: SNAP103  # level: SNAP103 note
    marked = text.replace("%%", f"%{mark}%").replace("$$", f"${mark}$")
    return os.path.expandvars(marked).replace(mark, "")


def handler(event, context):
    return {"text": expand(event["text"])}
