terraform {
  required_providers {
    azapi = { source = "azure/azapi" }
  }
}

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

resource "azapi_resource" "sonnet" {
  type      = "Microsoft.CognitiveServices/accounts/deployments@2025-10-01-preview"
  name      = "claude-sonnet-5"
  parent_id = azurerm_cognitive_account.claude.id
  body = {
    sku = { name = "GlobalStandard", capacity = 25 }
    properties = {
      model                = { format = "Anthropic", name = "claude-sonnet-5", version = "1" }
      modelProviderData    = { organizationName = "Acme GmbH", countryCode = "DE", industry = "technology" }
      versionUpgradeOption = "NoAutoUpgrade"
    }
  }
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
  subject             = "repo:acme@9919/payments@71:environment:production"
}

resource "azurerm_role_assignment" "callers" {
  for_each           = { people = "0f8fad5b-d9cb-469f-a165-70867728950e", ci = azurerm_user_assigned_identity.ci.principal_id }
  scope              = azurerm_cognitive_account.claude.id
  role_definition_id = "/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.Authorization/roleDefinitions/a97b65f3-24c7-4388-baec-2e87135dc908"
  principal_id       = each.value
}
