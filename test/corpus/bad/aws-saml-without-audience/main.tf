provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_role" "people" {
  name = "claude-people"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithSAML"
      Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/okta" }
    }]
  })
}
