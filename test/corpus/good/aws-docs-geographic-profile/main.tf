provider "aws" {
  region = "eu-central-1"
}

locals {
  profile = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-6"
}

resource "aws_iam_policy" "geographic" {
  name = "claude-us"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "GrantGeoProfile", Effect = "Allow", Action = "bedrock:InvokeModel", Resource = local.profile },
      {
        Sid    = "GrantGeoModels"
        Effect = "Allow"
        Action = "bedrock:InvokeModel"
        Resource = [
          for region in ["us-east-1", "us-east-2", "us-west-2"] : "arn:aws:bedrock:${region}::foundation-model/anthropic.claude-sonnet-4-6"
        ]
        Condition = { StringEquals = { "bedrock:InferenceProfileArn" = local.profile } }
      },
    ]
  })
}
