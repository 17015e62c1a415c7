provider "aws" {
  region = "eu-central-1"
}

data "aws_ssoadmin_instances" "this" {}

resource "aws_ssoadmin_permission_set" "developers" {
  name             = "claude-developers"
  instance_arn     = data.aws_ssoadmin_instances.this.arns[0]
  session_duration = "P1D"
}

resource "aws_ssoadmin_permission_set_inline_policy" "developers" {
  instance_arn       = data.aws_ssoadmin_instances.this.arns[0]
  permission_set_arn = aws_ssoadmin_permission_set.developers.arn
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "InvokeProfile"
        Effect   = "Allow"
        Action   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", "bedrock:GetInferenceProfile"]
        Resource = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5"
      },
      {
        Sid      = "InvokeModelThroughProfile"
        Effect   = "Allow"
        Action   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
        Resource = "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-5"
        Condition = {
          StringEquals = {
            "bedrock:InferenceProfileArn" = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5"
          }
        }
      },
      { Sid = "ListProfiles", Effect = "Allow", Action = "bedrock:ListInferenceProfiles", Resource = "*" },
    ]
  })
}
