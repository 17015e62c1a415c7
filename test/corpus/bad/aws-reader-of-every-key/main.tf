provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_role" "key_reader" {
  name = "key-reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "key" {
  name = "key"
  role = aws_iam_role.key_reader.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:*" }]
  })
}

output "client_settings" {
  value = {
    schemaVersion = 1
    teams = { data = { "workload/bot" = {
      facts = {
        entry    = "console"
        team     = "data"
        identity = "workload/bot"
        route    = "console"
        signIn = {
          kind   = "helper"
          source = "AWS Secrets Manager"
          key    = "claude/key"
          reader = {
            cloud   = "aws"
            account = "111122223333"
            region  = "eu-central-1"
            roleArn = "arn:aws:iam::111122223333:role/key-reader"
          }
        }
      }
      settings = { apiKeyHelper = "/usr/local/bin/claude-key" }
    } } }
  }
}
