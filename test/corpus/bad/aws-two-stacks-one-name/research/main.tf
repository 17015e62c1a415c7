provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_openid_connect_provider" "okta" {
  url            = "https://acme.okta.com"
  client_id_list = ["claude-code"]
}

resource "aws_iam_role" "federated" {
  name = "BedrockFederatedRole"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/acme.okta.com" }
      Condition = { StringEquals = { "acme.okta.com:aud" = "claude-code", "acme.okta.com:sub" = "00u2research" } }
    }]
  })
}
