provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_policy" "claude" {
  name = "claude"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
      Resource = "arn:aws:bedrock:eu-central-1:111122223333:model/anthropic.claude-sonnet-5"
    }]
  })
}
