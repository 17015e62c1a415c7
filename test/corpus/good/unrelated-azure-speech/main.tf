provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_cognitive_account" "speech" {
  name                = "acme-speech"
  resource_group_name = "rg-shop"
  location            = "westeurope"
  kind                = "SpeechServices"
  sku_name            = "S0"
}
