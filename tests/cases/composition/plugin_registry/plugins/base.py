# (module of the case) subclasses enter the list as they are defined
import uuid


class Plugin:
    registered = []
    run = None

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.run = uuid.uuid4().hex  # expect: SNAP201
        Plugin.registered.append(cls)

    def apply(self, basket):
        raise NotImplementedError
