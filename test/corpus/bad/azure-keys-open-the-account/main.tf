provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_resource_group" "claude" {
  name     = "rg-claude"
  location = "swedencentral"
}

resource "azurerm_cognitive_account" "claude" {
  name                  = "acme-claude"
  resource_group_name   = azurerm_resource_group.claude.name
  location              = azurerm_resource_group.claude.location
  kind                  = "AIServices"
  sku_name              = "S0"
  custom_subdomain_name = "acme-claude"
  local_auth_enabled    = true
}

resource "azurerm_role_assignment" "people" {
  scope              = azurerm_cognitive_account.claude.id
  role_definition_id = "/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.Authorization/roleDefinitions/a97b65f3-24c7-4388-baec-2e87135dc908"
  principal_id       = "0f8fad5b-d9cb-469f-a165-70867728950e"
}
