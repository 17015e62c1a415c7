provider "aws" {
  region = "eu-central-1"
}

data "aws_ssoadmin_instances" "this" {}

resource "aws_ssoadmin_permission_set" "developers" {
  name             = "claude-developers"
  instance_arn     = data.aws_ssoadmin_instances.this.arns[0]
  session_duration = "P1D"
}
