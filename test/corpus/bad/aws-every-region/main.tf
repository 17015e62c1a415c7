provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_policy" "claude" {
  name = "claude"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "bedrock:InvokeModel", Resource = "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-5" }]
  })
}
