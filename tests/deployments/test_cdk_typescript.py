"""Functions of CDK programs in TypeScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import bounded
from tables import FOUND, TS_HEAD, Row, check, table, ts, ts_function

TS_ASSET = "lambda.Code.fromAsset('src')"
TYPESCRIPT = [
    ts(ts_function(TS_ASSET), FOUND),
    ts(ts_function("lambda.Code.fromAsset(path.join(__dirname, '..', 'src'))"), FOUND),
    ts(
        ts_function("lambda.Code.fromAsset(path.join(__dirname, '../src'), { exclude: ['x'] })"),
        FOUND,
    ),
    ts(ts_function("lambda.Code.fromAsset(path.resolve(process.cwd(), 'src'))"), FOUND),
    ts(ts_function("lambda.Code.fromAsset(`${__dirname}/../src`)"), FOUND),
    ts(ts_function("new lambda.AssetCode('src')"), FOUND),
    ts(ts_function(TS_ASSET, "`pkg.mod.${'run'}`"), "src/pkg/mod.py:run python3.12 off"),
    ts(
        "new EventbridgeToLambda(this, 'Jobs', { eventRuleProps: {}, lambdaFunctionProps: { "
        f"runtime: lambda.Runtime.PYTHON_3_12, handler: 'app.handler', code: {TS_ASSET} }} }});",
        "src/app.py:handler python3.12 -",
    ),
    ts(
        "new OurFunction(this, 'Fn', { runtime: lambda.Runtime.PYTHON_3_12, "
        f"handler: 'app.handler', code: {TS_ASSET} }});",
        "src/app.py:handler python3.12 -",
    ),
    ts(f"const fn = {ts_function(TS_ASSET)}", FOUND),
    ts(f"this.fn = {ts_function(TS_ASSET)}", FOUND, fields="public readonly fn: lambda.Function;"),
    ts(f"const code = {TS_ASSET};\n{ts_function('code')}", FOUND),
    ts(f"const handler = 'app.handler';\n{ts_function(TS_ASSET, 'handler')}", FOUND),
    ts(
        ts_function(TS_ASSET, "this.entry"), FOUND, fields="private readonly entry = 'app.handler';"
    ),
    ts(
        f"const props = {{ runtime: lambda.Runtime.PYTHON_3_12, code: {TS_ASSET} }};\n"
        "new lambda.Function(this, 'Fn', { ...props, handler: 'app.handler' });",
        FOUND,
    ),
    ts(
        f"const props = {{ runtime: lambda.Runtime.PYTHON_3_12, code: {TS_ASSET}, handler: 'app.handler' }};\n"
        "new lambda.Function(this, 'Fn', props);",
        FOUND,
    ),
    ts(
        f"const code = {TS_ASSET};\nconst handler = 'app.handler';\n"
        "new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.PYTHON_3_12, code, handler });",
        FOUND,
    ),
    ts(
        f"for (const name of ['app']) {{\n  {ts_function(TS_ASSET, '`${name}.handler`')}\n}}", FOUND
    ),
    ts(
        "const all = [{ name: 'app', folder: 'src' }];\nfor (const each of all) {\n"
        f"  {ts_function('lambda.Code.fromAsset(each.folder)', '`${each.name}.handler`')}\n}}",
        FOUND,
    ),
    ts(
        "this.makeFunction('app');",
        FOUND,
        after=f"private makeFunction(name: string) {{\n  return {ts_function(TS_ASSET, '`${name}.handler`')}\n}}",
    ),
    ts(
        f"const make = (name: string) => {ts_function(TS_ASSET, 'name')}\nmake('app.handler');",
        FOUND,
    ),
    ts(
        f"const fn = {ts_function(TS_ASSET)}\n"
        "(fn.node.defaultChild as lambda.CfnFunction).snapStart = { applyOn: 'PublishedVersions' };",
        "src/app.py:handler python3.12 -",
    ),
    ts(
        f"const fn = {ts_function(TS_ASSET)}\nconst raw = fn.node.defaultChild as lambda.CfnFunction;\n"
        "raw.addPropertyOverride('SnapStart.ApplyOn', 'PublishedVersions');",
        "src/app.py:handler python3.12 -",
    ),
    ts(
        f"const fn = {ts_function(TS_ASSET)}\nif (fn.snapStart === undefined) {{ console.log(1); }}",
        FOUND,
    ),
    *[
        ts(
            f"const more = {{}};\nthis.make({given});",
            f"src/app.py:handler python3.12 {expected}",
            after="private make(props: any) {\n  "
            + ts_function(
                TS_ASSET,
                "'app.handler'",
                f"snapStart: {test} ? lambda.SnapStartConf.ON_PUBLISHED_VERSIONS : undefined",
            )
            + "\n}",
        )
        for given, test, expected in (
            ("{ fast: true }", "props.fast", "on"),
            ("{ fast: false }", "props.fast", "off"),
            ("{}", "props.fast", "off"),
            ("{}", "!props.fast", "on"),
            ("{}", "props?.fast ?? true", "on"),
            ("{ fast: false }", "props.fast ?? true", "off"),
            ("{ stage: 'prod' }", "props.stage === 'prod'", "on"),
            ("{ stage: 'test' }", "props.stage === 'prod' || props.fast", "off"),
            ("{ stage: 'test', fast: true }", "props.stage !== 'prod' && props['fast']", "on"),
            ("{ stage: 'prod', fast: true }", "props.stage !== 'prod' && props['fast']", "off"),
            # What is not known may be anything.
            ("{ ...process.env }", "props.fast", "on"),
            ("{ [more.name]: true }", "props.fast", "on"),
            ("{ fast: process.env.FAST }", "props.fast", "on"),
        )
    ],
    ts(
        "const props: any = {};\nif (process.env.FAST) {\n  props.fast = true;\n}\n"
        + ts_function(
            TS_ASSET,
            "'app.handler'",
            "snapStart: props.fast ? lambda.SnapStartConf.ON_PUBLISHED_VERSIONS : undefined",
        ),
        "src/app.py:handler python3.12 on",
    ),
    ts(f"if (props?.env) {{\n  {ts_function(TS_ASSET)}\n}} else {{\n}}", FOUND),
    ts(
        ts_function(
            TS_ASSET, "'app.handler'", "snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS"
        ),
        "src/app.py:handler python3.12 on",
    ),
    ts(
        "new PythonFunction(this, 'Fn', { entry: 'lambda', runtime: lambda.Runtime.PYTHON_3_13 });",
        "lambda/index.py:handler python3.13 off",
    ),
    ts(
        "new PythonFunction(this, 'Fn', { entry: path.join(__dirname, '../src'), index: 'pkg/mod.py', "
        "handler: 'run', runtime: lambda.Runtime.PYTHON_3_13 });",
        "src/pkg/mod.py:run python3.13 off",
    ),
    ts(
        "const layer = new lambda.LayerVersion(this, 'L', { code: lambda.Code.fromAsset('layers/common') });\n"
        + ts_function(TS_ASSET, "'shared.handler'", "layers: [layer]"),
        "layers/common/python/shared.py:handler python3.12 off",
    ),
    ts(
        ts_function(
            "lambda.Code.fromInline('def handler(event, context): ...')", "'index.handler'"
        ),
        "lib/shop.ts#Fn:handler python3.12 off",
    ),
    ts(ts_function(TS_ASSET), FOUND, head=TS_HEAD.replace("* as path from", "path from")),
    ts(
        ts_function("lambda.Code.fromAsset(path.join(__dirname, '../src'))"),
        FOUND,
        head=TS_HEAD.replace("import * as path from 'path';", "import path = require('path');"),
    ),
    ts(
        ts_function("lambda.Code.fromAsset(join(__dirname, '../src'))"),
        FOUND,
        head=TS_HEAD.replace("* as path", "{ join }").replace(
            "* as lambda from 'aws-cdk-lib/aws-lambda'",
            "{ aws_lambda as lambda } from 'aws-cdk-lib'",
        ),
    ),
]


@table(TYPESCRIPT)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        "x = " + "[" * 20_000 + "]" * 20_000,
        "x = " + "(" * 20_000 + "1" + ")" * 20_000,
        "x = a" + ".b" * 50_000,
        "x = a" + "()" * 20_000,
        "x = 1" + " + 1" * 20_000,
        "{\n" * 5_000 + "}\n" * 5_000,
        "x = `" + "${`" * 3_000 + "`}" * 3_000 + "`",
        "const f = (a) => f(f(a)); f(f);",
        "class A extends A { constructor() { super(); this.a = new A(); } } new A();",
        "x = [",
    ],
    ids=range(10),
)
def test_typescript_that_nests_deeply_or_never_ends(tmp_path: Path, body: str) -> None:
    text = f"import * as lambda from 'aws-cdk-lib/aws-lambda';\n// PYTHON_3\n{body}\n"
    found = bounded(tmp_path, {"lib/shop.ts": text})
    assert found.entry_points == found.problems == ()
