# (module of the case) built for each request
from . import extension
from .base import Extension


@extension("tags")
class Tagging(Extension):
    def run(self, event):
        return {"tag": self.id}
