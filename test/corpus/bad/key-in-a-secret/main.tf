provider "aws" {
  region = "eu-central-1"
}

resource "aws_secretsmanager_secret" "key" {
  name = "claude/key"
}

resource "aws_secretsmanager_secret_version" "key" {
  secret_id     = aws_secretsmanager_secret.key.id
  secret_string = "sk-ant-api03-corpus-canary-not-a-key"
}
