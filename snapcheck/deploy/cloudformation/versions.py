"""What other resources do with a stack's functions: versions, aliases, triggers, permissions."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from snapcheck.deploy.cloudformation.references import references
from snapcheck.deploy.cloudformation.stack import Resource, Stack
from snapcheck.deploy.template import Node, scalar, value_of
from snapcheck.model.deployed import Setting

FUNCTIONS = ("AWS::Serverless::Function", "AWS::Lambda::Function")
NESTED = ("AWS::CloudFormation::Stack", "AWS::Serverless::Application")
# What calls a function, or lets something call it: the properties that name the function, and how
# a person calls it. A property `Qualifier` beside them names a version or alias.
TRIGGERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "AWS::ApiGateway::Authorizer": ("authorizer", ("AuthorizerUri",)),
    "AWS::ApiGateway::Method": ("API method", ("Integration",)),
    "AWS::ApiGateway::RestApi": ("API", ("Body",)),
    "AWS::ApiGatewayV2::Api": ("API", ("Body", "Target")),
    "AWS::ApiGatewayV2::Authorizer": ("authorizer", ("AuthorizerUri",)),
    "AWS::ApiGatewayV2::Integration": ("API integration", ("IntegrationUri",)),
    "AWS::AppSync::DataSource": ("data source", ("LambdaConfig",)),
    "AWS::Bedrock::Agent": ("agent", ("ActionGroups",)),
    "AWS::Cognito::UserPool": ("user pool", ("LambdaConfig",)),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("target group", ("Targets",)),
    "AWS::Events::Rule": ("event rule", ("Targets",)),
    "AWS::IoT::TopicRule": ("topic rule", ("TopicRulePayload",)),
    "AWS::Lambda::EventSourceMapping": ("event source mapping", ("FunctionName",)),
    "AWS::Lambda::Permission": ("permission", ("FunctionName",)),
    "AWS::Lambda::Url": ("function URL", ("TargetFunctionArn",)),
    "AWS::Logs::SubscriptionFilter": ("subscription filter", ("DestinationArn",)),
    "AWS::Pipes::Pipe": ("pipe", ("Target", "Enrichment")),
    "AWS::S3::Bucket": ("bucket notification", ("NotificationConfiguration",)),
    "AWS::SNS::Subscription": ("subscription", ("Endpoint",)),
    "AWS::SNS::Topic": ("topic", ("Subscription",)),
    "AWS::Scheduler::Schedule": ("schedule", ("Target",)),
    "AWS::SecretsManager::RotationSchedule": ("rotation schedule", ("RotationLambdaARN",)),
    "AWS::Serverless::Api": ("API", ("DefinitionBody", "Auth")),
    "AWS::Serverless::GraphQLApi": ("API", ("DataSources",)),
    "AWS::Serverless::HttpApi": ("API", ("DefinitionBody", "Auth")),
    "AWS::Serverless::StateMachine": (
        "state machine",
        ("Definition", "DefinitionSubstitutions"),
    ),
    "AWS::StepFunctions::StateMachine": (
        "state machine",
        ("Definition", "DefinitionString", "DefinitionSubstitutions"),
    ),
}


class Surroundings(Struct):
    """What the resources of one stack do with its functions, by the functions' names.

    `published` are the functions of which a version is published; `perhaps` those of which another
    template or a macro may publish one; all are if `any_may_be` is set.
    """

    published: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)
    any_may_be: bool = False
    provisioned: dict[str, list[Node]] = field(default_factory=dict)
    bypasses: dict[str, list[Setting]] = field(default_factory=dict)


def surroundings(stack: Stack, *, outside: bool = False) -> Surroundings:
    """Return everything that the stack's resources say of its functions.

    `outside` takes references to functions too that are not resources of the stack as written.
    """
    found = Surroundings(any_may_be=stack.has_macros)
    for resource in stack.resources.values():
        if resource.kind in ("AWS::Lambda::Version", "AWS::Lambda::Alias"):
            _note_version(resource, stack, found)
        elif resource.kind in NESTED:
            found.perhaps.update(_mentioned(resource, "Parameters"))
        elif resource.kind in TRIGGERS:
            _note_trigger(resource, stack, found, outside)
    _mark_left_over(stack, found)
    return found


def _note_version(resource: Resource, stack: Stack, found: Surroundings) -> None:
    """Note the functions of a version or alias, and its provisioned concurrency."""
    mentioned = [name for name in _mentioned(resource, "FunctionName") if name in stack.resources]
    functions = mentioned or _by_literal_name(resource, stack)
    written = resource.property("FunctionVersion")
    is_latest = written is not None and resource.values.text(written[1]) == "$LATEST"
    if not functions:
        found.any_may_be = True
    if not is_latest:
        found.published.update(functions)
    provisioned = resource.property("ProvisionedConcurrencyConfig")
    for function in functions if provisioned is not None else ():
        assert provisioned is not None
        found.provisioned.setdefault(function, []).append(provisioned[0])


def _by_literal_name(resource: Resource, stack: Stack) -> list[str]:
    """Return the functions whose literal name is the one that a version or alias names."""
    written = resource.property("FunctionName")
    name = resource.values.text(written[1]) if written is not None else None
    return [
        each.name
        for each in stack.of_kind(*FUNCTIONS)
        if name is not None
        and (own := each.property("FunctionName")) is not None
        and each.values.text(own[1]) == name
    ]


def _mentioned(resource: Resource, name: str) -> Iterator[str]:
    """Yield the names of the resources that a property refers to."""
    written = resource.property(name)
    if written is not None:
        yield from dict.fromkeys(each.name for each in references(*written, resource.values))


def _note_trigger(resource: Resource, stack: Stack, found: Surroundings, outside: bool) -> None:
    """Note the functions that a trigger or permission names with no version or alias."""
    word, properties = TRIGGERS[resource.kind]
    if resource.property("Qualifier") is not None:
        return
    for name in properties:
        written = resource.property(name)
        for reference in references(*written, resource.values) if written is not None else ():
            if reference.is_unqualified and (outside or reference.name in stack.resources):
                setting = Setting(f"{word} {resource.name}", stack.place.span(reference.key))
                noted = found.bypasses.setdefault(reference.name, [])
                if setting not in noted:
                    noted.append(setting)


def _mark_left_over(stack: Stack, found: Surroundings) -> None:
    """Mark the permissions of whoever may call an alias of the function as well.

    The trigger calls that one: so what was left over beside it lets in nobody.
    """
    allowed: set[tuple[str, str]] = set()
    bare: dict[tuple[str, str], set[str]] = {}
    for resource in stack.of_kind("AWS::Lambda::Permission"):
        written, given = resource.property("FunctionName"), resource.property("Principal")
        principal = resource.values.text(given[1]) if given is not None else None
        for reference in references(*written, resource.values) if written is not None else ():
            if principal is None:
                continue
            named = stack.resources.get(reference.name)
            if reference.is_unqualified and named is not None and named.kind in FUNCTIONS:
                word = f"{TRIGGERS[resource.kind][0]} {resource.name}"
                bare.setdefault((reference.name, principal), set()).add(word)
            else:
                allowed.update((name, principal) for name in _functions_of(reference.name, stack))
    for (name, principal), words in bare.items():
        if (name, principal) in allowed:
            found.bypasses[name] = [
                replace(each, left_over=True) if each.text in words else each
                for each in found.bypasses.get(name, ())
            ]


def _functions_of(name: str, stack: Stack) -> Iterator[str]:
    """Yield the functions that a function's own name, or that of an alias, stands for."""
    resource = stack.resources.get(name)
    if resource is not None and resource.kind == "AWS::Lambda::Alias":
        yield from _mentioned(resource, "FunctionName")
    elif resource is not None:
        yield name
    else:  # SAM calls the alias that it makes after the function
        yield from (
            each.name for each in stack.of_kind(*FUNCTIONS) if name.startswith(f"{each.name}Alias")
        )


def events_of(resource: Resource) -> Iterator[tuple[str, Node]]:
    """Yield the names and keys of the events of a SAM function."""
    written = value_of(value_of(resource.node, "Properties"), "Events")
    for key, _ in written.value if written is not None and written.id == "mapping" else ():
        yield scalar(key) or "", key
