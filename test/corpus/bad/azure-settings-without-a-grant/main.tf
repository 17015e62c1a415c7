provider "azurerm" {
  features {}
  subscription_id = "11111111-2222-3333-4444-555555555555"
}

output "client_settings" {
  value = {
    schemaVersion = 1
    teams = { science = { people = {
      facts = {
        entry        = "azure-se"
        team         = "science"
        identity     = "people"
        route        = "foundry"
        tenant       = "99999999-8888-7777-6666-555555555555"
        subscription = "11111111-2222-3333-4444-555555555555"
        resource     = "acme-claude"
        group        = "0f8fad5b-d9cb-469f-a165-70867728950e"
        models       = [{ model = "claude-sonnet-5", target = "claude-sonnet-5" }]
      }
      settings = {
        env = {
          CLAUDE_CODE_USE_FOUNDRY        = "1"
          ANTHROPIC_FOUNDRY_RESOURCE     = "acme-claude"
          ANTHROPIC_DEFAULT_SONNET_MODEL = "claude-sonnet-5"
        }
      }
    } } }
  }
}
