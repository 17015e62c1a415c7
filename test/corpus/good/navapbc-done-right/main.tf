provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

data "aws_ssoadmin_instances" "this" {}

resource "aws_bedrock_inference_profile" "team" {
  name = "claude-payments"
  model_source {
    copy_from = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-6"
  }
  tags = { team = "payments" }
}

resource "aws_ssoadmin_permission_set" "developer" {
  name             = "claude-payments"
  instance_arn     = data.aws_ssoadmin_instances.this.arns[0]
  session_duration = "PT8H"
}

resource "aws_ssoadmin_permission_set_inline_policy" "developer" {
  instance_arn       = data.aws_ssoadmin_instances.this.arns[0]
  permission_set_arn = aws_ssoadmin_permission_set.developer.arn
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "CallTheTeamsProfile"
        Effect   = "Allow"
        Action   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", "bedrock:GetInferenceProfile"]
        Resource = aws_bedrock_inference_profile.team.arn
      },
      {
        Sid       = "ThroughItTheModel"
        Effect    = "Allow"
        Action    = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
        Resource  = "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-6"
        Condition = { StringEquals = { "bedrock:InferenceProfileArn" = aws_bedrock_inference_profile.team.arn } }
      },
    ]
  })
}
