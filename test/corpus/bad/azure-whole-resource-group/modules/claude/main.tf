variable "team" {
  type = string
}

variable "group" {
  type = string
}

resource "azurerm_role_assignment" "people" {
  scope              = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-${var.team}"
  role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/53ca6127-db72-4b80-b1b0-d745d6d5456d"
  principal_id       = var.group
}
