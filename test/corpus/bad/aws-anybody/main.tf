provider "aws" {
  region = "eu-central-1"
}

resource "aws_iam_role" "open" {
  name               = "claude-open"
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*" }]
    }
  EOT
}
