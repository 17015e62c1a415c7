provider "google" {
  project = "acme-claude"
}

resource "google_organization_iam_member" "people" {
  org_id = "123456789012"
  role   = "roles/aiplatform.user"
  member = "group:claude@acme.example"
}
