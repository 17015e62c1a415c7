resource "azuread_application_flexible_federated_identity_credential" "ci" {
  application_id             = "/applications/0f8fad5b-d9cb-469f-a165-70867728950e"
  display_name               = "github"
  issuer                     = "https://token.actions.githubusercontent.com"
  audience                   = "api://AzureADTokenExchange"
  claims_matching_expression = "claims['sub'] matches 'repo:acme/payments:*'"
}
