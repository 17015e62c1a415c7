provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_role" "agent" {
  name = "agent"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_lambda_function" "agent" {
  function_name = "agent"
  role          = "arn:aws:iam::111122223333:role/agent"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/agent:1"
  environment {
    variables = { AWS_BEARER_TOKEN_BEDROCK = "ABSKcorpuscanarycorpuscanary0000" }
  }
}
