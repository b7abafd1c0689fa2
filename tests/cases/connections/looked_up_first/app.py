# Nobody notices that the connection is dead: what is caught is that there is none yet.
# oracle: RESTORE-ERROR
import psycopg2


class Depots:
    def __init__(self):
        self.by_name = []

    def first(self):
        try:
            return self.by_name[0]
        except (IndexError, AttributeError):
            self.by_name.append(psycopg2.connect("dbname=depot"))  # expect: SNAP401
            return self.by_name[0]


depots = Depots()
depots.first()


def handler(event, context):
    with depots.first().cursor() as cursor:
        cursor.execute("select 1")
        return {"one": cursor.fetchone()}
