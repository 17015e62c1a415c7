provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_role" "resize" {
  name = "resize"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.resize.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "resize" {
  function_name    = "resize"
  role             = aws_iam_role.resize.arn
  runtime          = "nodejs20.x"
  handler          = "index.handler"
  s3_bucket        = "acme-artifacts"
  s3_key           = "resize.zip"
  source_code_hash = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="
}
