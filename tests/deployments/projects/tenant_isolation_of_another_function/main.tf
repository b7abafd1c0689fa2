# One function isolates tenants, the other one has SnapStart.
resource "aws_lambda_function" "desk" {
  function_name = "desk"
  filename      = "desk.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
  role          = "arn:aws:iam::1:role/x"
  tenancy_config {
    tenant_isolation_mode = "PER_TENANT"
  }
}

resource "aws_lambda_function" "counter" {
  function_name = "counter"
  filename      = "desk.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
  publish       = true
  role          = "arn:aws:iam::1:role/x"
  snap_start {
    apply_on = "PublishedVersions"
  }
}

data "archive_file" "desk" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "desk.zip"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.counter.function_name
  function_version = aws_lambda_function.counter.version
}
