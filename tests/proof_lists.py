"""What shows nothing when it runs, or does not run, and why: `test_proof.py` keeps the lists exact.

A case whose `# oracle:` says `none` is not among them: it says why itself.
"""

from __future__ import annotations

from collections.abc import Mapping

_CASES: Mapping[str, tuple[str, ...]] = {
    "asks a server that is not there": (
        "connections/async_client_warmed_up",
        "connections/mail_and_file_servers",
        "connections/pg8000_connection",
        "connections/raw_sockets",
        "connections/redis_ping_at_import_ok",
        "connections/smtp_session",
        "secrets/asked_for_by_requests",
        "secrets/extension_in_init",
        "secrets/store_of_a_decorator",
        "secrets/signer_of_a_class",
    ),
    "wants more of a data base than its stand-in has": (
        "connections/pool_of_psycopg2_without_connections_ok",
        "connections/tables_reflected",
        "connections/tables_reflected_and_dropped_ok",
        "defaults/columns_of_tickets",
        "defaults/columns_updated",
    ),
    "wants more of AWS than its stand-in has": (
        "defaults/field_of_a_saved_model",
        "per_invoke/in_one_branch_only",
        "remote_data/compared_by_its_etag_ok",
        "remote_data/pages_of_a_table",
        "remote_data/read_again_by_a_hook_ok",
        "remote_data/read_in_init",
        "remote_data/read_through_buffers",
        "secrets/environment_of_the_runtime_ok",
        "secrets/keys_become_fields",
        "secrets/fields_of_a_partial",
        "secrets/secret_cache_kept",
    ),
    "needs a profile of AWS": ("per_invoke/client_of_a_constant",),
    "no variable switches its agent on here": ("generators/tracer_of_a_wrapped_handler",),
    "the variables that it reads in INIT are not there, which ends it": (
        "credentials_read/class_bodies_and_wrappers",
        "credentials_read/given_to_a_client",
        "host/log_stream_name_read",
        "peer/a59_env_credentials",
        "peer/a60_log_stream",
    ),
    "its variable is given here, and so no secret is fetched": ("secrets/configuration_by_stage",),
    "its requests need a body": ("defaults/model_of_a_body",),
    "the framework refuses its decorators when it is imported": (
        "frameworks/routes_behind_own_decorators",
    ),
    "of two objects of one class, the proof looks at the one that is renewed": (
        "renewed/one_of_two_of_a_factory",
        "renewed/some_of_a_pool",
    ),
    "a library, a class or a log keeps it, where nothing looks": (
        "defaults/model_defaults",
        "defaults/model_under_another_name_for_annotated",
        "frameworks/flask_factory",
        "frameworks/models_of_routes",
        "kept/bound_to_all_log_lines",
        "kept/keys_of_loggers",
        "kept/mappings_of_all_kinds",
        "kept/records_and_boxes",
        "kept/shown_in_texts",
        "phases/async_services",
        "renewed/primed_caches",
        "summaries/closures_and_partials",
    ),
    "what is compared holds something else besides": (
        "derived/keys_digests_and_choices",
        "derived/value_shapes",
        "kept/overwritten_in_part",
        "renewed/another_of_an_inserted_list",
        "scopes/request_scoped_state",
        "secrets/assumed_role_kept",
    ),
    "other objects of its class, or the newer one, are compared as well": (
        "composition/event_sourced_orders",
        "composition/notification_channels",
        "hooks/rebuilt_but_still_held",
        "renewed/looked_up_in_a_class",
    ),
    "it is made again behind its use, before it is compared": (
        "age_checks/token_bucket",
        "renewed/assigned_after_use",
        "secrets/fetched_when_the_status_refuses",
    ),
    "only SnapStart takes its branch: cold starts have no such value": (
        "hooks/initialization_type_branch",
    ),
    "the Python of Lambda loads `random` later than the tests do": (
        "imports/random_imported_inside_the_handler_on_3_13_ok",
    ),
    "it is silent only where high confidence is asked for": (
        "third_party/logger_adapter_hidden_at_high_ok",
    ),
    "its events do not come there": ("summaries/memo_filled_by_a_function",),
    "cold starts fail, too": ("connections/closed_and_used",),
    "what it draws from is in no snapshot, as it is low in confidence": (
        "arrays/global_draw_untouched_is_low",
    ),
    "a variable is the same, and nobody shows it, or only while it is fresh": (
        "classes/always_set_by_constructors_ok",
        "classes/inherited_state_ok",
        "derived/length_taken_in_the_handler_ok",
        "renewed/monotonic_expiry_ok",
        "secrets/fetched_again_when_refused_ok",
    ),
}
CASES_NOT_SHOWN: Mapping[str, str] = {
    name: reason for reason, names in _CASES.items() for name in names
}
"""Cases that do not show what their markers say, and why."""

CASES_UNSTEADY: Mapping[str, str] = {
    "composition/command_matching": "a number below 360 is the same by chance at times",
    "phases/resources_entered_in_init": "one of several objects is compared, whichever is found",
}
"""Cases that show it at some times, and not at others."""

PACKAGES = frozenset(
    (
        "aioboto3",
        "ask_sdk_core",
        "asyncpg",
        "aurora_dsql_psycopg2",
        "aws_cdk",
        "aws_requests_auth",
        "awsgi",
        "azure",
        "bedrock_agentcore",
        "datadog_lambda",
        "diskcache",
        "django",
        "dns",
        "drivers",
        "duckdb",
        "faker",
        "flagsmith",
        "flakes",
        "flask_sqlalchemy",
        "gql",
        "grpc",
        "hive_settings",
        "hvac",
        "injector",
        "ksuid",
        "kubernetes",
        "lagom",
        "langchain_aws",
        "langchain_core",
        "langchain_openai",
        "ldap3",
        "mongoengine",
        "msal",
        "mypy_boto3_secretsmanager",
        "mypy_boto3_ssm",
        "mysql",
        "nanoid",
        "neo4j",
        "opensearchpy",
        "pandas",
        "paramiko",
        "pika",
        "posthog",
        "psycopg",
        "psycopg_pool",
        "punq",
        "pymongo",
        "shopkit",
        "simple_salesforce",
        "sklearn",
        "snowflake",
        "stock_pb2",
        "stock_pb2_grpc",
        "strawberry",
        "stripe",
        "thirdparty",
        "torch",
        "ulid",
    )
)
"""What is missing where examples and cases are skipped: CI does not install it, either."""
