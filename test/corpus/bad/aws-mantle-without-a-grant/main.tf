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
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "bedrock:ListInferenceProfiles", Resource = "*" }]
  })
}

output "client_settings" {
  value = {
    schemaVersion = 1
    teams = { payments = { "workload/agent" = {
      facts = {
        entry     = "mantle"
        team      = "payments"
        identity  = "workload/agent"
        route     = "mantle"
        partition = "aws"
        account   = "111122223333"
        region    = "eu-central-1"
        roleArn   = "arn:aws:iam::111122223333:role/agent"
        project   = "default"
        models    = [{ model = "claude-opus-4-8", target = "anthropic.claude-opus-4-8" }]
      }
      settings = {
        env = {
          CLAUDE_CODE_USE_MANTLE         = "1"
          AWS_REGION                     = "eu-central-1"
          ANTHROPIC_DEFAULT_FABLE_MODEL  = "anthropic.claude-opus-4-8"
          ANTHROPIC_DEFAULT_HAIKU_MODEL  = "anthropic.claude-opus-4-8"
          ANTHROPIC_DEFAULT_OPUS_MODEL   = "anthropic.claude-opus-4-8"
          ANTHROPIC_DEFAULT_SONNET_MODEL = "anthropic.claude-opus-4-8"
        }
      }
    } } }
  }
}
