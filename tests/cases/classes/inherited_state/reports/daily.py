# (module of the case) the order of the bases decides who is asked first
from .base import Printer
from .mixins import Signed, Timed


class Report(Timed, Printer):
    def __init__(self, name):
        self.name = name
        super().__init__()


class DailyReport(Signed, Report):
    def header(self):
        return {**super().header(), "name": self.name, "signature": self.signature(self.name)}
