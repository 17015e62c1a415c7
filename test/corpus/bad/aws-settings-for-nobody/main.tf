provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
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
        models = [{
          model    = "claude-sonnet-5"
          target   = "eu.anthropic.claude-sonnet-5"
          systemId = "eu.anthropic.claude-sonnet-5"
        }]
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
