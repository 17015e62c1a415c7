provider "aws" {
  region = "eu-central-1"
}

locals {
  profile = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-6"
}

resource "aws_iam_policy" "global" {
  name = "claude-global"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "GrantGlobalProfile", Effect = "Allow", Action = "bedrock:InvokeModel", Resource = local.profile },
      {
        Sid       = "GrantModelInItsRegion"
        Effect    = "Allow"
        Action    = "bedrock:InvokeModel"
        Resource  = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-6"
        Condition = { StringEquals = { "bedrock:InferenceProfileArn" = local.profile } }
      },
      {
        Sid       = "GrantModelAnywhere"
        Effect    = "Allow"
        Action    = "bedrock:InvokeModel"
        Resource  = "arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6"
        Condition = { StringEquals = { "aws:RequestedRegion" = "unspecified", "bedrock:InferenceProfileArn" = local.profile } }
      },
    ]
  })
}
