provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_policy" "claude" {
  name = "claude"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "bedrock:InvokeModel", Resource = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-5" },
      {
        Effect   = "Allow"
        Action   = "bedrock:InvokeModel"
        Resource = "arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-sonnet-5"
        Condition = {
          StringLikeIfExists = { "bedrock:InferenceProfileArn" = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-5" }
        }
      },
    ]
  })
}
