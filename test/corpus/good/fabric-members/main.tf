provider "google" {
  project = "acme-claude"
}

locals {
  grants = {
    "group:platform@acme.example" = ["roles/logging.viewer", "roles/monitoring.viewer"]
    "group:security@acme.example" = ["roles/iam.securityReviewer"]
  }
  pairs = merge([for member, roles in local.grants : { for role in roles : "${member} ${role}" => { member = member, role = role } }]...)
}

resource "google_project_iam_member" "additive" {
  for_each = local.pairs
  project  = "acme-claude"
  role     = each.value.role
  member   = each.value.member
}
