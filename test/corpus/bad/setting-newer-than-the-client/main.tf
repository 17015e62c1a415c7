output "client_settings" {
  value = {
    schemaVersion = 1
    teams = { sales = { people = {
      facts = { entry = "enterprise", team = "sales", identity = "people", route = "claude-ai" }
      settings = {
        requiredMinimumVersion = "2.1.170"
        availableModels        = ["sonnet"]
        enforceAvailableModels = true
      }
    } } }
  }
}
