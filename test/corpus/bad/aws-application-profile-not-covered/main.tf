provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_role" "developer" {
  name = "developer"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_bedrock_inference_profile" "team" {
  name = "claude-payments"
  model_source {
    copy_from = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-6"
  }
}

data "aws_iam_policy_document" "developer" {
  statement {
    sid       = "AllowBedrockInvoke"
    actions   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
    resources = ["arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-4-6"]
  }
  statement {
    sid       = "AllowInferenceProfileInvoke"
    actions   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
    resources = ["arn:aws:bedrock:eu-central-1:111122223333:inference-profile/*"]
  }
  statement {
    sid       = "AllowGetInferenceProfile"
    actions   = ["bedrock:GetInferenceProfile", "bedrock:ListInferenceProfiles"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "developer" {
  name   = "developer"
  role   = aws_iam_role.developer.id
  policy = data.aws_iam_policy_document.developer.json
}
