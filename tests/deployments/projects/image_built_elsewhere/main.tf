# Nothing here says what the image is made of: that is no finding.
resource "aws_lambda_function" "fn" {
  function_name = "shop"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-north-1.amazonaws.com/shop:7"
  role          = "arn:aws:iam::123456789012:role/r"
  publish       = true
  snap_start { apply_on = "PublishedVersions" }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.fn.function_name
  function_version = aws_lambda_function.fn.version
}
