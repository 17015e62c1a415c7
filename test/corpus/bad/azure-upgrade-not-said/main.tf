provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_cognitive_deployment" "opus" {
  name                 = "claude-opus-4-8"
  cognitive_account_id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-claude/providers/Microsoft.CognitiveServices/accounts/acme-claude"
  model {
    format  = "Anthropic"
    name    = "claude-opus-4-8"
    version = "1"
  }
  sku {
    name = "GlobalStandard"
  }
}
