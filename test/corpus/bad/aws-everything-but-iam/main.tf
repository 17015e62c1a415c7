provider "aws" {
  region = "eu-central-1"
}

data "aws_ssoadmin_instances" "this" {}

resource "aws_ssoadmin_permission_set" "developers" {
  name         = "developers"
  instance_arn = data.aws_ssoadmin_instances.this.arns[0]
}

resource "aws_ssoadmin_permission_set_inline_policy" "developers" {
  instance_arn       = data.aws_ssoadmin_instances.this.arns[0]
  permission_set_arn = aws_ssoadmin_permission_set.developers.arn
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = ["iam:*", "organizations:*"], Resource = "*" }]
  })
}
