provider "aws" {
  region = "us-gov-west-1"
}

resource "aws_iam_group" "engineers" {
  name = "engineers"
}

resource "aws_iam_group_policy" "engineers" {
  name  = "bedrock"
  group = aws_iam_group.engineers.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "bedrock:*", Resource = "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-*" }]
  })
}
