# The default of a field of a type of a schema.
# oracle: COLLIDES
import uuid

import strawberry


@strawberry.type
class Mooring:
    number: str = uuid.uuid4().hex  # expect: SNAP201


@strawberry.type
class Query:
    @strawberry.field
    def mooring(self) -> Mooring:
        return Mooring()


schema = strawberry.Schema(query=Query)


def handler(event, context):
    return schema.execute_sync("{ mooring { number } }").data
