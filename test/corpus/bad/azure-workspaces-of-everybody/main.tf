provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_cognitive_account" "claude" {
  name                  = "acme-claude"
  resource_group_name   = "rg-claude"
  location              = "swedencentral"
  kind                  = "AIServices"
  sku_name              = "S0"
  custom_subdomain_name = "acme-claude"
  local_auth_enabled    = false
}

resource "azuread_application" "ci" {
  display_name = "claude-ci"
}

resource "azuread_application_flexible_federated_identity_credential" "ci" {
  application_id             = azuread_application.ci.id
  display_name               = "terraform"
  issuer                     = "https://app.terraform.io"
  audience                   = "api://AzureADTokenExchange"
  claims_matching_expression = "claims['sub'] matches 'organization:*:project:*:workspace:production:run_phase:apply'"
}
