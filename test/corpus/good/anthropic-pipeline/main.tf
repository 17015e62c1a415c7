terraform {
  required_providers {
    anthropic = { source = "ippontech/anthropic" }
  }
}

provider "anthropic" {}

resource "anthropic_workspace" "pipelines" {
  name           = "Pipelines"
  data_residency = { workspace_geo = "us" }
}

resource "anthropic_service_account" "ci" {
  name              = "ci"
  organization_role = "developer"
}

resource "anthropic_federation_issuer" "github" {
  name       = "github"
  issuer_url = "https://token.actions.githubusercontent.com"
}

resource "anthropic_federation_rule" "payments" {
  name         = "payments"
  issuer_id    = anthropic_federation_issuer.github.id
  oauth_scope  = "workspace:inference"
  workspace_id = anthropic_workspace.pipelines.id
  match        = { subject_prefix = "repo:acme@9919/payments@71:environment:production" }
  target       = { service_account_id = anthropic_service_account.ci.id }
}
