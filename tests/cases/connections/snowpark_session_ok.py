# A session with Snowflake that the first invocation makes.
# about: SNAP401
# oracle: none (needs Snowflake)
from snowflake.snowpark import Session

session = None


def warehouse():
    global session
    if session is None:
        session = Session.builder.config("account", "a").create()
    return session


def handler(event, context):
    return [row.as_dict() for row in warehouse().sql("select 1").collect()]
