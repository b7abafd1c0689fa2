# Not all things of a pool are renewed, or not before they are used.
# oracle: COLLIDES
import uuid


class Clerk:
    def __init__(self, desk):
        self.badge = uuid.uuid4().hex  # expect: SNAP201


class Guard:
    def __init__(self, gate):
        self.badge = uuid.uuid4().hex  # expect: SNAP201


class Guide:
    def __init__(self, tour):
        self.badge = uuid.uuid4().hex  # expect: SNAP201


class Cook:
    def __init__(self, kitchen):
        self.badge = uuid.uuid4().hex  # expect: SNAP201


CLERKS = [Clerk(desk) for desk in range(3)]
GUARDS = [Guard(gate) for gate in range(3)]
GUIDES = [Guide(tour) for tour in range(3)]
COOKS = [Cook(kitchen) for kitchen in range(3)]


def handler(event, context):
    for clerk in CLERKS[1:]:
        clerk.badge = uuid.uuid4().hex
    for guard in GUARDS:
        guard.badge = uuid.uuid4().hex
        break
    for guide in GUIDES:
        if event.get("tour"):
            guide.badge = uuid.uuid4().hex
    seen = []
    for cook in COOKS:
        seen.append(cook.badge)
        cook.badge = uuid.uuid4().hex
    return [CLERKS[0].badge, GUARDS[2].badge, GUIDES[0].badge, seen]
