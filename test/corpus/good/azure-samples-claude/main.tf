terraform {
  required_providers {
    azapi = { source = "azure/azapi" }
  }
}

provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

variable "organization_name" {
  type    = string
  default = "Contoso"
}

resource "azurerm_resource_group" "claude" {
  name     = "rg-my-claude"
  location = "swedencentral"
}

resource "azurerm_cognitive_account" "foundry" {
  name                       = "foundry-my-claude"
  resource_group_name        = azurerm_resource_group.claude.name
  location                   = azurerm_resource_group.claude.location
  kind                       = "AIServices"
  sku_name                   = "S0"
  custom_subdomain_name      = "foundry-my-claude"
  project_management_enabled = true
  identity {
    type = "SystemAssigned"
  }
}

resource "azapi_resource" "deployment" {
  for_each  = { haiku = "claude-haiku-4-5", sonnet = "claude-sonnet-4-6" }
  type      = "Microsoft.CognitiveServices/accounts/deployments@2025-10-01-preview"
  name      = each.value
  parent_id = azurerm_cognitive_account.foundry.id
  body = {
    sku = { name = "GlobalStandard", capacity = 25 }
    properties = {
      model             = { format = "Anthropic", name = each.value, version = "1" }
      modelProviderData = { organizationName = var.organization_name, countryCode = "US", industry = "technology" }
    }
  }
}

resource "azurerm_role_assignment" "user" {
  scope                = azurerm_cognitive_account.foundry.id
  role_definition_name = "Foundry User"
  principal_id         = "0f8fad5b-d9cb-469f-a165-70867728950e"
}
