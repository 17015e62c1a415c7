provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_role" "agent" {
  name = "agent"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "agent" {
  name = "claude"
  role = aws_iam_role.agent.name
  policy = jsonencode({
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
      {
        Sid      = "InvokeRetiringProfile"
        Effect   = "Allow"
        Action   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", "bedrock:GetInferenceProfile"]
        Resource = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0"
      },
      {
        Sid       = "InvokeRetiringModelThroughProfile"
        Effect    = "Allow"
        Action    = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
        Resource  = "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"
        Condition = { StringEquals = { "bedrock:InferenceProfileArn" = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0" } }
      },
      { Sid = "ListProfiles", Effect = "Allow", Action = "bedrock:ListInferenceProfiles", Resource = "*" },
    ]
  })
}

output "client_settings" {
  value = {
    schemaVersion = 1
    teams = { payments = { "workload/agent" = {
      facts = {
        entry     = "aws-eu"
        team      = "payments"
        identity  = "workload/agent"
        route     = "bedrock"
        partition = "aws"
        account   = "111122223333"
        region    = "eu-central-1"
        geography = "eu"
        roleArn   = "arn:aws:iam::111122223333:role/agent"
        models = [
          {
            model    = "claude-sonnet-5"
            target   = "eu.anthropic.claude-sonnet-5"
            systemId = "eu.anthropic.claude-sonnet-5"
          },
          {
            model         = "claude-sonnet-4-5"
            target        = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"
            systemId      = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"
            profileArn    = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0"
            retiringUntil = "2026-10-31"
          },
        ]
      }
      settings = {
        env = {
          CLAUDE_CODE_USE_BEDROCK = "1"
          AWS_REGION = "eu-central-1"
          ANTHROPIC_DEFAULT_FABLE_MODEL = "eu.anthropic.claude-sonnet-5"
          ANTHROPIC_DEFAULT_HAIKU_MODEL = "eu.anthropic.claude-sonnet-5"
          ANTHROPIC_DEFAULT_OPUS_MODEL = "eu.anthropic.claude-sonnet-5"
          ANTHROPIC_DEFAULT_SONNET_MODEL = "eu.anthropic.claude-sonnet-5"
        }
      }
    } } }
  }
}
