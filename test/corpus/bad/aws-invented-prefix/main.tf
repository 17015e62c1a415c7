provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_policy" "bedrock" {
  name = "claude-code"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "bedrock-runtime:InvokeModel"
      Resource = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0"
    }]
  })
}
