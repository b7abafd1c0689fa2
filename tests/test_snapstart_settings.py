"""What deployment files say of SnapStart, and where SNAP801 to SNAP804 report and stay silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.checks.deployment import is_supported
from snapcheck.deploy.cdk.functions import runtime_of
from snapcheck.model import Confidence, Finding, Level, Request

HEAD = "Transform: AWS::Serverless-2016-10-31\n"
SNAP = "      SnapStart: {ApplyOn: PublishedVersions}\n"
ALIAS = "      AutoPublishAlias: live\n"


def fn(properties: str = "", name: str = "Fn", runtime: str = "python3.13") -> str:
    return (
        f"  {name}:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        f"      Runtime: {runtime}\n      Handler: app.handler\n{SNAP}{properties}"
    )


def other(kind: str, properties: str, name: str = "Other") -> str:
    return f"  {name}: {{Type: 'AWS::{kind}', Properties: {properties}}}\n"


def found(root: Path, text: str, file: str = "template.yaml") -> list[Finding]:
    """The findings about the deployment."""
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")
    for name in ("app.py", "src/app.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("def handler(event, context): ...\n", encoding="utf-8")
    request = Request((root,), root, select=("SNAP8",), min_confidence=Confidence.LOW)
    report = analysis.check(request)
    assert report.problems == ()
    return list(report.findings)


def codes(root: Path, text: str, file: str = "template.yaml") -> list[str]:
    return sorted(f"{each.rule}:{each.span.line}" for each in found(root, text, file))


# SNAP801


@pytest.mark.about("SNAP801")
@pytest.mark.parametrize(
    "more",
    [
        other("Lambda::Version", "{FunctionName: !Ref Fn}"),
        other("Lambda::Version", "{FunctionName: !GetAtt Fn.Arn}"),
        other("Lambda::Version", "{FunctionName: !Sub '${Fn}'}"),
        other("Lambda::Version", "{FunctionName: !Sub ['${X}', {X: !Ref Fn}]}"),
        other("Lambda::Version", "{FunctionName: !Ref Unknown}"),
        other("Lambda::Alias", "{FunctionName: !Ref Fn, FunctionVersion: '7', Name: live}"),
        other("CloudFormation::Stack", "{TemplateURL: x.yaml, Parameters: {F: !GetAtt Fn.Arn}}"),
        other("Serverless::Application", "{Location: x.yaml, Parameters: {F: !Ref Fn}}"),
    ],
)
def test_a_version_that_is_or_may_be_published(tmp_path: Path, more: str) -> None:
    assert codes(tmp_path, f"{HEAD}Resources:\n{fn()}{more}") == []


@pytest.mark.about("SNAP801")
@pytest.mark.parametrize(
    "more",
    [
        "",
        other("Lambda::Version", "{FunctionName: !Ref Another}") + fn(ALIAS, "Another"),
        other("Lambda::Alias", "{FunctionName: !Ref Fn, FunctionVersion: $LATEST, Name: live}"),
        other("CloudFormation::Stack", "{TemplateURL: x.yaml, Parameters: {F: !Ref Another}}"),
        other("Lambda::Permission", "{FunctionName: !Ref Fn}"),
    ],
)
def test_no_version(tmp_path: Path, more: str) -> None:
    assert codes(tmp_path, f"{HEAD}Resources:\n{fn()}{more}") == ["SNAP801:8"]


@pytest.mark.about("SNAP801")
def test_a_version_by_the_functions_own_name(tmp_path: Path) -> None:
    named = fn("      FunctionName: orders\n")
    version = other("Lambda::Version", "{FunctionName: orders}")
    assert codes(tmp_path, f"{HEAD}Resources:\n{named}{version}") == []


@pytest.mark.about("SNAP801")
def test_an_unknown_macro_may_publish(tmp_path: Path) -> None:
    head = "Transform: [AWS::Serverless-2016-10-31, Ours]\n"
    assert codes(tmp_path, f"{head}Resources:\n{fn()}") == []


@pytest.mark.about("SNAP801")
def test_functions_that_share_globals_share_the_finding(tmp_path: Path) -> None:
    text = (
        f"{HEAD}Globals:\n  Function:\n    SnapStart: {{ApplyOn: PublishedVersions}}\nResources:\n"
    )
    for number in range(5):
        text += fn(name=f"F{number}").replace(SNAP, "")
    (finding,) = found(tmp_path, text)
    assert finding.span.line == 4
    assert finding.span.column == 5
    assert finding.message.startswith("SnapStart is on for `F0`, `F1`, `F2` and 2 more, but")
    assert finding.snapstart is True
    assert [entry.path for entry in finding.entry_points] == ["app.py"]


@pytest.mark.about("SNAP801")
def test_under_a_condition_it_is_less_sure(tmp_path: Path) -> None:
    text = "      SnapStart: !If [Prod, {ApplyOn: PublishedVersions}, !Ref AWS::NoValue]\n"
    (finding,) = found(tmp_path, f"{HEAD}Resources:\n{fn().replace(SNAP, text)}")
    assert finding.confidence is Confidence.MEDIUM
    (finding,) = found(tmp_path, f"{HEAD}Resources:\n{fn()}")
    assert finding.confidence is Confidence.HIGH


@pytest.mark.about("SNAP801")
def test_the_place_and_the_story(tmp_path: Path) -> None:
    text = f"{HEAD}Resources:\n{fn(ALIAS + '      EphemeralStorage: {Size: 1024}' + chr(10))}"
    (finding,) = found(tmp_path, text)
    assert (finding.rule, finding.span.line, finding.span.column) == ("SNAP802", 10, 7)
    assert finding.span.end_column == 7 + len("EphemeralStorage")
    (step,) = finding.trace
    assert step.span is not None
    assert (step.kind.value, step.span.line) == ("declared", 8)
    assert "1024 MB of ephemeral storage" in finding.message


# SNAP802


@pytest.mark.about("SNAP802")
@pytest.mark.parametrize(
    ("properties", "count"),
    [
        ("      EphemeralStorage: {Size: 513}\n", 1),
        ("      EphemeralStorage: {Size: 512}\n", 0),
        ("      EphemeralStorage: {Size: !Ref Given}\n", 0),
        ("      EphemeralStorage: !Ref AWS::NoValue\n", 0),
        ("      FileSystemConfigs: [{Arn: a, LocalMountPath: /mnt/a}]\n", 1),
        ("      FileSystemConfigs: []\n", 0),
        ("      FileSystemConfigs: !If [c, [{Arn: a}], !Ref AWS::NoValue]\n", 1),
        ("      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}\n", 1),
        ("      TenancyConfig: {TenantIsolationMode: PER_TENANT}\n", 1),
        ("      TenancyConfig: !If [c, !Ref AWS::NoValue, !Ref AWS::NoValue]\n", 0),
        ("      PackageType: Image\n", 0),
        ("      PackageType: Zip\n", 0),
    ],
)
def test_features(tmp_path: Path, properties: str, count: int) -> None:
    text = f"{HEAD}Resources:\n{fn(ALIAS + properties)}"
    assert [each.rule for each in found(tmp_path, text)] == ["SNAP802"] * count
    assert codes(tmp_path, text.replace(SNAP, "")) == []


@pytest.mark.about("SNAP802")
@pytest.mark.parametrize("kind", ["Lambda::Version", "Lambda::Alias"])
def test_provisioned_concurrency_of_a_version_or_alias(tmp_path: Path, kind: str) -> None:
    config = "ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}"
    more = other(kind, f"{{FunctionName: !Ref Fn, FunctionVersion: '1', {config}}}")
    (finding,) = found(tmp_path, f"{HEAD}Resources:\n{fn()}{more}")
    assert (finding.rule, finding.span.line) == ("SNAP802", 9)


WITH_IMAGES = {
    "template.yaml": HEAD
    + "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Metadata: {DockerContext: img}\n"
    "    Properties:\n      PackageType: Image\n      AutoPublishAlias: live\n"
    "      SnapStart: {ApplyOn: PublishedVersions}\n",
    "serverless.yml": "service: shop\nprovider:\n  name: aws\n  runtime: python3.13\n"
    "  ecr: {images: {base: {path: ./img}}}\n"
    "functions:\n  fn:\n    image: {name: base}\n    snapStart: true\n",
    "stack.py": "import aws_cdk as cdk\nfrom aws_cdk import aws_lambda as lam\n\napp = cdk.App()\n"
    "stack = cdk.Stack(app, 'Shop')\nfn = lam.DockerImageFunction(\n    stack, 'Fn',\n"
    "    code=lam.DockerImageCode.from_image_asset('img'),\n"
    "    snap_start=lam.SnapStartConf.ON_PUBLISHED_VERSIONS,\n)\n"
    "lam.Alias(stack, 'Live', alias_name='live', version=fn.current_version)\n",
}
LABEL = "com.amazonaws.lambda.feature.snapstart"


@pytest.mark.about("SNAP802")
@pytest.mark.parametrize("file", WITH_IMAGES)
@pytest.mark.parametrize(
    ("dockerfile", "line"),
    [
        ("FROM public.ecr.aws/lambda/python:3.13\n", 0),
        ("FROM public.ecr.aws/lambda/python:latest\n", 0),
        ("FROM public.ecr.aws/lambda/python:3.11\n", 1),
        (
            "# Of Lambda, and never restored.\nFROM amazon/aws-lambda-nodejs:22\n",
            2,
        ),
        ("ARG V=3.13\nFROM python:$V-slim\n", 2),
        ("FROM debian AS one\nRUN make\nFROM public.ecr.aws/lambda/python:3.12\n", 0),
        ("FROM public.ecr.aws/lambda/python:3.12 AS one\nFROM debian\nCOPY --from=one / /\n", 2),
        (f"FROM debian\nLABEL {LABEL}=Allow\n", 0),
        (f'FROM debian\nLABEL {LABEL}="Deny"\n', 1),
        (f"FROM debian AS base\nLABEL a=b \\\n  {LABEL}=Allow\nFROM base\nCMD run\n", 0),
        ("FROM python:3.13\nRUN pip install \\\n    awslambdaric\n", 0),
        ("FROM python:3.13\nCOPY --from=public.ecr.aws/awsguru/aws-lambda-adapter:1 / /opt/\n", 0),
        ("FROM registry.example/lambda-base:7\n", 0),
    ],
)
def test_images(tmp_path: Path, file: str, dockerfile: str, line: int) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img/Dockerfile").write_text(dockerfile, encoding="utf-8")
    (tmp_path / file).write_text(WITH_IMAGES[file], encoding="utf-8")
    report = analysis.check(Request((tmp_path,), tmp_path, select=("SNAP8",)))
    places = [(each.rule, each.span.path, each.span.line) for each in report.findings]
    assert places == ([("SNAP802", "img/Dockerfile", line)] if line else [])


# SNAP803


@pytest.mark.about("SNAP803")
@pytest.mark.parametrize(
    ("runtime", "supported"),
    [
        ("python3.12", True),
        ("python3.13", True),
        ("python3.20", True),
        ("python3.11", False),
        ("python3.9", False),
        ("java11", True),
        ("java25", True),
        ("java8", False),
        ("java8.al2", False),
        ("dotnet8", True),
        ("dotnet10", True),
        ("dotnet6", False),
        ("dotnetcore3.1", False),
        ("nodejs22.x", False),
        ("ruby3.4", False),
        ("provided.al2023", False),
        ("go1.x", False),
        ("cobol85", True),
        ("", True),
    ],
)
def test_runtimes(runtime: str, supported: bool) -> None:
    assert is_supported(runtime) is supported


@pytest.mark.about("SNAP803")
@pytest.mark.parametrize(
    ("constant", "runtime"),
    [
        ("PYTHON_3_12", "python3.12"),
        ("NODEJS_20_X", "nodejs20.x"),
        ("NODEJS_LATEST", "nodejs"),
        ("JAVA_21", "java21"),
        ("DOTNET_8", "dotnet8"),
        ("PROVIDED_AL2023", "provided.al2023"),
        ("lower", None),
    ],
)
def test_cdks_names_of_runtimes(constant: str, runtime: str | None) -> None:
    found = runtime_of(constant)
    assert (found or "").replace("providedal", "provided.al") == (runtime or "")


# SNAP804


def uri(target: str) -> str:
    return f"!Sub 'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/{target}/invocations'"


@pytest.mark.about("SNAP804")
@pytest.mark.parametrize(
    ("resource", "count"),
    [
        (other("Lambda::Permission", "{FunctionName: !Ref Fn}"), 1),
        (other("Lambda::Permission", "{FunctionName: !GetAtt Fn.Arn}"), 1),
        (other("Lambda::Permission", "{FunctionName: !Ref Fn.Alias}"), 0),
        (other("Lambda::Permission", "{FunctionName: !Sub '${Fn.Arn}:live'}"), 0),
        (other("Lambda::Permission", "{FunctionName: !Sub '${Fn.Arn}:$LATEST'}"), 1),
        (other("Lambda::Permission", "{FunctionName: !Sub '${Fn}-other'}"), 0),
        (other("Lambda::Permission", "{FunctionName: !Join [':', [!GetAtt Fn.Arn, live]]}"), 0),
        (other("Lambda::Permission", "{FunctionName: !Join ['', [!GetAtt Fn.Arn, ':', x]]}"), 0),
        (other("Lambda::Permission", "{FunctionName: !If [c, !Ref Fn, !Ref Fn.Alias]}"), 1),
        (other("Lambda::Permission", "{FunctionName: !Ref Another}"), 0),
        (other("Lambda::EventSourceMapping", "{FunctionName: !GetAtt Fn.Arn}"), 1),
        (other("Lambda::Url", "{TargetFunctionArn: !Ref Fn}"), 1),
        (other("Lambda::Url", "{TargetFunctionArn: !Ref Fn, Qualifier: live}"), 0),
        (other("ApiGateway::Method", f"{{Integration: {{Uri: {uri('${Fn.Arn}')}}}}}"), 1),
        (other("ApiGateway::Method", f"{{Integration: {{Uri: {uri('${Fn.Arn}:live')}}}}}"), 0),
        (other("ApiGateway::Method", f"{{Integration: {{Uri: {uri('${Fn.Alias}')}}}}}"), 0),
        (other("ApiGatewayV2::Integration", f"{{IntegrationUri: {uri('${Fn.Arn}')}}}"), 1),
        (other("Events::Rule", "{Targets: [{Id: a, Arn: !GetAtt Fn.Arn}]}"), 1),
        (other("SNS::Subscription", "{Endpoint: !GetAtt Fn.Arn}"), 1),
        (other("S3::Bucket", "{NotificationConfiguration: {L: [{Function: !GetAtt Fn.Arn}]}}"), 1),
        (other("Serverless::StateMachine", "{DefinitionSubstitutions: {A: !GetAtt Fn.Arn}}"), 1),
        (other("Serverless::Api", f"{{DefinitionBody: {{p: {{uri: {uri('${Fn.Arn}')}}}}}}}"), 1),
        (other("CloudFormation::CustomResource", "{ServiceToken: !GetAtt Fn.Arn}"), 0),
        (other("IAM::Policy", "{PolicyDocument: {Resource: !GetAtt Fn.Arn}}"), 0),
    ],
)
def test_what_names_the_function_itself(tmp_path: Path, resource: str, count: int) -> None:
    text = f"{HEAD}Resources:\n{fn(ALIAS)}{resource}"
    assert [each.rule for each in found(tmp_path, text)] == ["SNAP804"] * count
    assert codes(tmp_path, text.replace(SNAP, "")) == []


@pytest.mark.about("SNAP804")
def test_events_go_to_the_alias_only_where_sam_makes_it(tmp_path: Path) -> None:
    events = "      Events:\n        Post: {Type: HttpApi}\n"
    assert codes(tmp_path, f"{HEAD}Resources:\n{fn(ALIAS + events)}") == []
    version = other("Lambda::Version", "{FunctionName: !Ref Fn}")
    assert codes(tmp_path, f"{HEAD}Resources:\n{fn(events)}{version}") == ["SNAP804:10"]


@pytest.mark.about("SNAP804")
@pytest.mark.parametrize(
    ("allowed", "level"),
    [
        ("{FunctionName: !Sub '${Fn}:live', Principal: events.amazonaws.com}", Level.NOTE),
        ("{FunctionName: !Ref FnAliaslive, Principal: events.amazonaws.com}", Level.NOTE),
        ("{FunctionName: !Ref Named, Principal: events.amazonaws.com}", Level.NOTE),
        ("{FunctionName: !Sub '${Fn}:live', Principal: s3.amazonaws.com}", Level.WARNING),
        ("{FunctionName: !Sub '${Other}:live', Principal: events.amazonaws.com}", Level.WARNING),
    ],
)
def test_a_permission_left_over_beside_that_of_the_alias(
    allowed: str, level: Level, tmp_path: Path
) -> None:
    left = "{FunctionName: !Ref Fn, Principal: events.amazonaws.com}"
    named = "{FunctionName: !Ref Fn, FunctionVersion: '7', Name: live}"
    text = (
        f"{HEAD}Resources:\n{fn(ALIAS)}{other('Lambda::Permission', left, 'Left')}"
        f"{other('Lambda::Permission', allowed, 'Allowed')}{other('Lambda::Alias', named, 'Named')}"
    )
    (finding,) = found(tmp_path, text)
    assert (finding.rule, finding.level) == ("SNAP804", level)
    assert "permission Left" in finding.message


# The Serverless Framework, Terraform, CDK


@pytest.mark.about("SNAP802", "SNAP804")
def test_a_service_and_its_own_resources(tmp_path: Path) -> None:
    text = (
        "service: x\nprovider: {name: aws, runtime: python3.12, versionFunctions: false}\n"
        "functions:\n  my-fn:\n    handler: app.handler\n    snapStart: true\n"
        "    provisionedConcurrency: 1\n    fileSystemConfig: {arn: a, localMountPath: b}\n"
        "resources:\n  Resources:\n    P:\n      Type: AWS::Lambda::Permission\n"
        "      Properties:\n        FunctionName: !Ref MyDashfnLambdaFunction\n"
    )
    assert codes(tmp_path, text, "serverless.yml") == ["SNAP802:7", "SNAP802:8", "SNAP804:14"]


@pytest.mark.about("SNAP801", "SNAP802", "SNAP803", "SNAP804")
def test_terraform(tmp_path: Path) -> None:
    text = (
        'resource "aws_lambda_function" "f" {\n  handler = "app.handler"\n'
        '  runtime = "python3.11"\n'
        '  filename = "x.zip"\n  publish = var.publish\n'
        '  snap_start {\n    apply_on = "PublishedVersions"\n  }\n'
        "  file_system_config {\n    arn = 1\n  }\n}\n"
        'resource "aws_cloudwatch_event_target" "t" {\n  arn = aws_lambda_function.f.arn\n}\n'
        'resource "aws_sns_topic_subscription" "s" {\n'
        '  endpoint = "${aws_lambda_function.f.arn}:live"\n}\n'
        'resource "aws_lambda_permission" "p" {\n'
        "  function_name = aws_lambda_function.f.function_name\n  qualifier = var.alias\n}\n"
    )
    assert codes(tmp_path, text, "main.tf") == ["SNAP802:9", "SNAP803:3"]
    text = text.replace("var.publish", "true")
    assert codes(tmp_path, text, "main.tf") == ["SNAP802:9", "SNAP803:3", "SNAP804:14"]
    text = text.replace("publish = true", "publish = false").replace("3.11", "3.12")
    assert codes(tmp_path, text, "main.tf") == ["SNAP801:6", "SNAP802:9"]


CDK = """\
from aws_cdk import Size, Stack, aws_lambda as _lambda, aws_lambda_event_sources as sources
from aws_cdk import aws_apigateway as api


class Shop(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        fn = _lambda.Function(
            self,
            "Fn",
            runtime=_lambda.Runtime.PYTHON_3_11,
            handler="app.handler",
            code=_lambda.Code.from_asset("src"),
            snap_start=_lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
            ephemeral_storage_size=Size.gibibytes(1),
        )
"""


@pytest.mark.about("SNAP801", "SNAP802", "SNAP803", "SNAP804")
def test_cdk(tmp_path: Path) -> None:
    text = CDK + "        self.fn = fn\n"
    assert codes(tmp_path, text, "infra.py") == ["SNAP801:14", "SNAP802:15", "SNAP803:11"]
    text = CDK.replace("3_11", "3_12").replace("gibibytes(1)", "mebibytes(512)")
    assert codes(tmp_path, text, "infra.py") == ["SNAP801:14"]
    alias = text + "        fn.add_alias('live')\n"
    assert codes(tmp_path, alias, "infra.py") == []
    assert codes(tmp_path, text + "        use(fn.current_version)\n", "infra.py") == []
    wired = alias + (
        "        fn.add_event_source(sources.SqsEventSource(queue))\n"
        "        api.LambdaRestApi(self, 'Api', handler=fn)\n"
        "        api.LambdaRestApi(self, 'Good', handler=fn.current_version)\n"
    )
    assert codes(tmp_path, wired, "infra.py") == ["SNAP804:18", "SNAP804:19"]
    concurrency = alias.replace("'live'", "'live', provisioned_concurrent_executions=1")
    assert codes(tmp_path, concurrency, "infra.py") == ["SNAP802:17"]


TYPESCRIPT = """\
import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LambdaRestApi } from 'aws-cdk-lib/aws-apigateway';

export class Shop extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_20_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('src'),
      snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
      ephemeralStorageSize: cdk.Size.gibibytes(1),
    });
    // more
  }
}
"""


@pytest.mark.about("SNAP801", "SNAP802", "SNAP803", "SNAP804")
def test_cdk_in_typescript(tmp_path: Path) -> None:
    assert codes(tmp_path, TYPESCRIPT, "lib/shop.ts") == ["SNAP801:12", "SNAP802:13", "SNAP803:9"]
    fine = TYPESCRIPT.replace("NODEJS_20_X", "JAVA_21").replace("gibibytes(1)", "mebibytes(512)")
    version = fine.replace("// more", "use(fn.currentVersion);")
    assert codes(tmp_path, version, "lib/shop.ts") == []
    wired = "const live = fn.addAlias('live'); new LambdaRestApi(this, 'Api', { handler: fn });"
    assert codes(tmp_path, fine.replace("// more", wired), "lib/shop.ts") == ["SNAP804:15"]
    wired = wired.replace("handler: fn", "handler: live")
    assert codes(tmp_path, fine.replace("// more", wired), "lib/shop.ts") == []
    (first, *_) = found(tmp_path, TYPESCRIPT, "lib/shop.ts")
    assert (first.span.column, first.span.end_column) == (7, 14)
