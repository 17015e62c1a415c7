terraform {
  required_providers {
    anthropic = { source = "ippontech/anthropic" }
  }
}

provider "anthropic" {}

resource "anthropic_workspace" "reports" {
  name = "Reports"
}

resource "anthropic_workspace" "tools" {
  name = "Tools"
}
