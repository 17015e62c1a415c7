terraform {
  required_providers {
    anthropic = { source = "ippontech/anthropic" }
  }
}

provider "anthropic" {}

resource "anthropic_workspace" "payments" {
  name = "payments"
}

resource "anthropic_workspace_member" "ann" {
  workspace_id   = anthropic_workspace.payments.id
  user_id        = "user_01ann"
  workspace_role = "workspace_admin"
}

resource "anthropic_invite" "ben" {
  email = "ben@acme.example"
  role  = "admin"
}
