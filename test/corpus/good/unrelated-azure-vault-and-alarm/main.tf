provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_key_vault" "shop" {
  name                      = "acme-shop"
  resource_group_name       = "rg-shop"
  location                  = "westeurope"
  sku_name                  = "standard"
  tenant_id                 = "99999999-8888-7777-6666-555555555555"
  purge_protection_enabled  = true
}

resource "azurerm_private_endpoint" "vault" {
  name                = "vault"
  resource_group_name = "rg-shop"
  location            = "westeurope"
  subnet_id           = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/main/subnets/private"
  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = azurerm_key_vault.shop.id
    is_manual_connection           = false
    subresource_names              = ["vault"]
  }
}

resource "azurerm_log_analytics_workspace" "shop" {
  name                = "shop"
  resource_group_name = "rg-shop"
  location            = "westeurope"
  retention_in_days   = 30
}
