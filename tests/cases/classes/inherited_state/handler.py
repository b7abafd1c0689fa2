# State inherited across modules: class attributes of a grandparent, a mixin's constructor, `super().__init__`, an alias of a class.
# oracle: COLLIDES, STALE-TIME
from reports.daily import DailyReport
from reports.weekly import WeeklyReport as Weekly

daily = DailyReport("sales")


def handler(event, context):
    return {"daily": daily.header(), "weekly": Weekly("stock").header(), "type": Weekly.printer_id}
