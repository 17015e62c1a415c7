provider "aws" {
  region = "eu-central-1"
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
  grants = jsonencode({
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

resource "aws_iam_role" "first" {
  name                 = "claude-first"
  assume_role_policy   = local.trust
  permissions_boundary = "arn:aws:iam::111122223333:policy/acme-boundary"
}

resource "aws_iam_role" "second" {
  name               = "claude-second"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "first" {
  name   = "claude"
  role   = aws_iam_role.first.name
  policy = local.grants
}

resource "aws_iam_role_policy" "second" {
  name   = "claude"
  role   = aws_iam_role.second.name
  policy = local.grants
}
