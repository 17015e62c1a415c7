provider "aws" {
  region = "eu-central-1"
}

resource "aws_organizations_policy" "bedrock_only" {
  name = "bedrock-only"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["bedrock:*", "logs:*", "s3:*", "iam:*", "sts:*"], Resource = "*" }]
  })
}
