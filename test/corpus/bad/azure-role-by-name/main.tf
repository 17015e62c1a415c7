provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_role_assignment" "people" {
  scope                = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-claude/providers/Microsoft.CognitiveServices/accounts/acme-claude"
  role_definition_name = "Cognitive Services User"
  principal_id         = "0f8fad5b-d9cb-469f-a165-70867728950e"
}
