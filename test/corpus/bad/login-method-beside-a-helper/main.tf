output "client_settings" {
  value = {
    schemaVersion = 1
    teams = { data = { people = {
      facts    = { entry = "console", team = "data", identity = "people", route = "console" }
      settings = { forceLoginMethod = "console", apiKeyHelper = "/usr/local/bin/claude-key" }
    } } }
  }
}
