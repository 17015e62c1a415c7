provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_role" "ci" {
  count = 2
  name  = "claude-ci-${count.index}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Condition = {
        StringEquals         = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
        StringEqualsIfExists = { "token.actions.githubusercontent.com:sub" = "repo:acme@9919/payments@71:ref:refs/heads/main" }
      }
    }]
  })
}
