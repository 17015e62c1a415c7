resource "azuread_application" "ci" {
  display_name = "claude-ci"
}

resource "azuread_application_password" "ci" {
  application_id = azuread_application.ci.id
}
