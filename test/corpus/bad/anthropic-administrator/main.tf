terraform {
  required_providers {
    anthropic = { source = "ippontech/anthropic" }
  }
}

provider "anthropic" {}

resource "anthropic_service_account" "ci" {
  name              = "ci"
  organization_role = "admin"
}
