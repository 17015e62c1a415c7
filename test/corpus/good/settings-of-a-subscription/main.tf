output "client_settings" {
  value = {
    schemaVersion = 1
    teams = { sales = { people = {
      facts    = { entry = "enterprise", team = "sales", identity = "people", route = "claude-ai" }
      settings = { forceLoginMethod = "claudeai", forceLoginOrgUUID = "7c9e6679-7425-40de-944b-e07fc1f90ae7" }
    } } }
  }
}
