# An inner package of the same name does not hide the outer one.
# oracle: STALE-SECRET
from hive.jobs.count import count


def handler(event, context):
    return count()
