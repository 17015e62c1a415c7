resource "azuread_service_principal_password" "ci" {
  service_principal_id = "/servicePrincipals/0f8fad5b-d9cb-469f-a165-70867728950e"
}
