terraform {
  required_providers {
    azapi = { source = "azure/azapi" }
  }
}

resource "azapi_resource" "claude" {
  type      = "Microsoft.CognitiveServices/accounts@2025-06-01"
  name      = "acme-claude"
  location  = "swedencentral"
  parent_id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-claude"
  body = {
    kind       = "AIServices"
    sku        = { name = "S0" }
    properties = { customSubDomainName = "acme-claude", disableLocalAuth = false }
  }
}
