provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_policy" "claude_code" {
  name = "claude-code"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowModelAndInferenceProfileAccess"
        Effect = "Allow"
        Action = [
          "bedrock:InvokeModel",
          "bedrock:InvokeModelWithResponseStream",
          "bedrock:ListInferenceProfiles",
          "bedrock:GetInferenceProfile",
        ]
        Resource = [
          "arn:aws:bedrock:*:*:inference-profile/*",
          "arn:aws:bedrock:*:*:application-inference-profile/*",
          "arn:aws:bedrock:*:*:foundation-model/*",
        ]
      },
      {
        Sid       = "AllowMarketplaceSubscription"
        Effect    = "Allow"
        Action    = ["aws-marketplace:ViewSubscriptions", "aws-marketplace:Subscribe"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:CalledViaLast" = "bedrock.amazonaws.com" } }
      },
    ]
  })
}
