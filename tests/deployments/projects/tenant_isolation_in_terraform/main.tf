resource "aws_lambda_function" "desk" {
  function_name = "desk"
  role          = "arn:aws:iam::123456789012:role/desk"
  filename      = "desk.zip"
  handler       = "desk.handler"
  runtime       = "python3.13"
  publish       = true
  tenancy_config {  # expect: SNAP802
    tenant_isolation_mode = "PER_TENANT"
  }
  snap_start { apply_on = "PublishedVersions" }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.desk.function_name
  function_version = aws_lambda_function.desk.version
}
