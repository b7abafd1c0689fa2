variable "entry" { type = string }
resource "aws_lambda_function" "this" {
  function_name = "bills"
  role          = "r"
  filename      = "bills.zip"
  handler       = var.entry
  runtime       = "python3.13"
  publish       = true
  snap_start { apply_on = "PublishedVersions" }
}
