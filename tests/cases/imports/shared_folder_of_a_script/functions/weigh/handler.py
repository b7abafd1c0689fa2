# A script puts a shared folder beside each handler.
# oracle: COLLIDES, STALE-SECRET
from station import Station


def lambda_handler(event, context):
    return Station(event).main()
