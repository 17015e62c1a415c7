provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_user" "bot" {
  name = "claude-bot"
}

resource "aws_iam_user_policy" "bot" {
  name = "bedrock"
  user = aws_iam_user.bot.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["BEDROCK:InvokeModel", "Bedrock:Invoke*"], Resource = "*" }]
  })
}
