provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_role" "federated" {
  name = "claude-federated"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]
      Principal = { Federated = "cognito-identity.amazonaws.com" }
    }]
  })
}
