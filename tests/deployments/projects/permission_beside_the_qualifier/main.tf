# The topic calls the function, and the permission with the qualifier changes nothing of it.
resource "aws_lambda_function" "chat" {
  function_name = "chat"
  filename      = "chat.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
  publish       = true
  role          = "arn:aws:iam::1:role/x"
  snap_start {
    apply_on = "PublishedVersions"
  }
}

data "archive_file" "chat" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "chat.zip"
}

resource "aws_lambda_alias" "prod" {
  name             = "prod"
  function_name    = aws_lambda_function.chat.function_name
  function_version = aws_lambda_function.chat.version
}

resource "aws_lambda_permission" "said" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.chat.function_name
  qualifier     = aws_lambda_alias.prod.name
  principal     = "sns.amazonaws.com"
}

resource "aws_sns_topic_subscription" "said" {
  topic_arn = "arn:aws:sns:eu-north-1:1:said"
  protocol  = "lambda"
  endpoint  = aws_lambda_function.chat.arn  # expect: SNAP804
}
