# What stands in the archive's own block draws on each invocation.
data "archive_file" "gauge" {
  type        = "zip"
  output_path = "${path.module}/gauge.zip"
  source {
    filename = "gauge.py"
    content  = <<-CODE
      import uuid
      def main(event, context):
          return uuid.uuid4().hex
    CODE
  }
}

resource "aws_lambda_function" "gauge" {
  function_name = "gauge"
  role          = "arn:aws:iam::123456789012:role/gauge"
  filename      = data.archive_file.gauge.output_path
  handler       = "gauge.main"
  runtime       = "python3.13"
}
