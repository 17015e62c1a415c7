terraform {
  required_providers {
    azapi = { source = "azure/azapi" }
  }
}

resource "azapi_resource" "sonnet" {
  type      = "Microsoft.CognitiveServices/accounts/deployments@2025-10-01-preview"
  name      = "claude-sonnet-5"
  parent_id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-claude/providers/Microsoft.CognitiveServices/accounts/acme-claude"
  body = {
    sku = { name = "GlobalStandard", capacity = 25 }
    properties = {
      model                = { format = "Anthropic", name = "claude-sonnet-5", version = "1" }
      modelProviderData    = { organizationName = "Acme GmbH", countryCode = "DE", industry = "technology" }
      versionUpgradeOption = "OnceNewDefaultVersionAvailable"
    }
  }
}
