provider "aws" {
  region = "eu-central-1"
}

resource "aws_s3_object" "managed_settings" {
  bucket       = "acme-workspace-images"
  key          = "etc/claude-code/managed-settings.d/10-bedrock.json"
  content_type = "application/json"
  content = jsonencode({
    env = {
      CLAUDE_CODE_USE_BEDROCK        = "1"
      AWS_REGION                     = "eu-central-1"
      ANTHROPIC_DEFAULT_SONNET_MODEL = "eu.anthropic.claude-sonnet-5"
    }
    permissions = { deny = ["Read(./.env)"] }
  })
}
