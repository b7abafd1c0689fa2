# A builder of skills makes the handler.
# oracle: COLLIDES
import uuid

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_request_type

SESSION = str(uuid.uuid4())  # expect: SNAP201


class LaunchHandler(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return is_request_type("LaunchRequest")(handler_input)

    def handle(self, handler_input):
        return handler_input.response_builder.speak(SESSION).response


sb = SkillBuilder()
sb.add_request_handler(LaunchHandler())

lambda_handler = sb.lambda_handler()
