# Hook modules that are imported in roundabout ways: by a package, by a loader over a list of names, relatively.
# about: SNAP103, SNAP201, SNAP702
# oracle: ok
import platform_support
from numbers_book import book


def handler(event, context):
    return {"page": book.page(), "support": platform_support.instance}
