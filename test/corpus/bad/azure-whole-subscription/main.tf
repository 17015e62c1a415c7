provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_role_assignment" "people" {
  scope              = "/subscriptions/11111111-2222-3333-4444-555555555555"
  role_definition_id = "/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.Authorization/roleDefinitions/a97b65f3-24c7-4388-baec-2e87135dc908"
  principal_id       = "0f8fad5b-d9cb-469f-a165-70867728950e"
}
