provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_role_assignment" "ci" {
  scope              = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-claude/providers/Microsoft.CognitiveServices/accounts/acme-claude"
  role_definition_id = "/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c"
  principal_id       = "0f8fad5b-d9cb-469f-a165-70867728950e"
}
