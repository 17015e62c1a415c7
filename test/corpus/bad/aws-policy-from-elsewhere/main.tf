provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_role" "agent" {
  name = "agent"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_s3_object" "policy" {
  bucket  = "acme-policies"
  key     = "claude.json"
  content = "{}"
}

resource "aws_iam_role_policy" "agent" {
  name   = "claude"
  role   = aws_iam_role.agent.name
  policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"${aws_s3_object.policy.etag}\",\"Resource\":\"*\"}]}"
}
