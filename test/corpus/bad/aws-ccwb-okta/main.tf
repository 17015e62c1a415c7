provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_openid_connect_provider" "okta" {
  url            = "https://acme.okta.com"
  client_id_list = ["0oa1claudecode000000"]
}

resource "aws_iam_policy" "bedrock" {
  name = "BedrockAccessPolicy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowBedrockInvokeRegional"
        Effect = "Allow"
        Action = [
          "bedrock:InvokeModel",
          "bedrock:InvokeModelWithResponseStream",
          "bedrock-runtime:InvokeModel",
          "bedrock-runtime:ConverseStream",
        ]
        Resource  = ["arn:aws:bedrock:*::foundation-model/*", "arn:aws:bedrock:*:*:inference-profile/*"]
        Condition = { StringEquals = { "aws:RequestedRegion" = ["us-east-1", "us-west-2"] } }
      },
      {
        Sid      = "AllowBedrockInvokeGlobal"
        Effect   = "Allow"
        Action   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
        Resource = "arn:aws:bedrock:::foundation-model/*"
      },
      {
        Sid      = "AllowBedrockListGlobal"
        Effect   = "Allow"
        Action   = ["bedrock:ListFoundationModels", "bedrock:ListInferenceProfiles", "bedrock:GetInferenceProfile"]
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_role" "federated" {
  name                 = "BedrockOktaFederatedRole"
  max_session_duration = 43200
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/acme.okta.com" }
      Action    = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]
    }]
  })
}

resource "aws_iam_role_policy_attachment" "bedrock" {
  role       = aws_iam_role.federated.name
  policy_arn = aws_iam_policy.bedrock.arn
}
