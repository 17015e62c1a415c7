resource "azuread_application" "ci" {
  display_name = "claude-ci"
  password {
    display_name = "pipeline"
  }
}
