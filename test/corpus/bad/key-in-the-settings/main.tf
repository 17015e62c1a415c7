output "client_settings" {
  value = {
    schemaVersion = 1
    teams = { data = { people = {
      facts    = { entry = "console", team = "data", identity = "people", route = "console" }
      settings = { env = { ANTHROPIC_API_KEY = "sk-ant-api03-corpus-canary-not-a-key" } }
    } } }
  }
}
