provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_user" "bot" {
  name = "claude-bot"
}

resource "aws_iam_service_specific_credential" "bot" {
  user_name    = aws_iam_user.bot.name
  service_name = "bedrock.amazonaws.com"
}
