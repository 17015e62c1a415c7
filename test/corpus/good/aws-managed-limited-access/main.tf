provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_policy" "limited" {
  name = "copy-of-limited-access"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "BedrockAPIs"
        Effect = "Allow"
        Action = [
          "bedrock:Get*",
          "bedrock:List*",
          "bedrock:CallWithBearerToken",
          "bedrock:CreateGuardrail",
          "bedrock:CreateInferenceProfile",
          "bedrock:InvokeModel",
          "bedrock:InvokeModelWithResponseStream",
        ]
        Resource = "*"
      },
      {
        Sid       = "SubscribeThroughBedrock"
        Effect    = "Allow"
        Action    = ["aws-marketplace:Subscribe", "aws-marketplace:ViewSubscriptions"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:CalledViaLast" = "bedrock.amazonaws.com" } }
      },
    ]
  })
}
