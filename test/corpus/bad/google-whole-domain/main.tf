provider "google" {
  project = "acme-claude"
}

resource "google_project_iam_member" "domain" {
  project = "acme-claude"
  role    = "roles/aiplatform.user"
  member  = "domain:acme.example"
}
