terraform {
  required_providers {
    anthropic = { source = "ippontech/anthropic" }
  }
}

provider "anthropic" {}

resource "anthropic_federation_issuer" "github" {
  name       = "github"
  issuer_url = "https://token.actions.githubusercontent.com"
}

resource "anthropic_federation_rule" "payments" {
  name        = "payments"
  issuer_id   = anthropic_federation_issuer.github.id
  oauth_scope = "org:admin"
  match       = { subject_prefix = "repo:acme@9919/payments@71:environment:production" }
  target      = { service_account_id = "svcacct_01AbCdEf" }

  applies_to_all_workspaces = true
}
