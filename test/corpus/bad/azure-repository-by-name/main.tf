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

resource "azurerm_user_assigned_identity" "ci" {
  name                = "claude-ci"
  resource_group_name = "rg-claude"
  location            = "swedencentral"
}

resource "azurerm_federated_identity_credential" "ci" {
  name                = "github"
  resource_group_name = "rg-claude"
  parent_id           = azurerm_user_assigned_identity.ci.id
  issuer              = "https://token.actions.githubusercontent.com"
  audience            = ["api://AzureADTokenExchange"]
  subject             = "repo:acme/payments:environment:production"
}
