# The configuration names the folder.
# oracle: COLLIDES, STALE-SECRET
from station import Station


def lambda_handler(event, context):
    return Station(event).main()
