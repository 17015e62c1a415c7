provider "google" {
  project = "acme-claude"
}

resource "google_project_iam_member" "people" {
  project = "acme-claude"
  role    = "roles/aiplatform.admin"
  member  = "group:claude@acme.example"
}
