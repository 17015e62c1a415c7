provider "aws" {
  region = "eu-central-1"
}

variable "families" {
  type    = list(string)
  default = ["sonnet", "haiku"]
}

resource "aws_iam_policy" "family" {
  for_each = toset(var.families)
  name     = "claude-${each.key}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
      Resource = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-${each.key}-*"
    }]
  })
}
