# (module of the case) built in the handler: only what the class holds is frozen
from .daily import Report


class WeeklyReport(Report):
    days = 7
