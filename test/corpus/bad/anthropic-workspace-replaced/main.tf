terraform {
  required_providers {
    anthropic = { source = "ippontech/anthropic" }
  }
}

provider "anthropic" {}

resource "anthropic_workspace" "reports" {
  name           = "Reports"
  data_residency = { workspace_geo = "eu" }
}
