provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

module "claude" {
  source   = "./modules/claude"
  for_each = { science = "0f8fad5b-d9cb-469f-a165-70867728950e" }
  team     = each.key
  group    = each.value
}
