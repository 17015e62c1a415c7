provider "google" {
  project = "acme-claude"
}

resource "google_project_iam_binding" "users" {
  project = "acme-claude"
  role    = "roles/aiplatform.user"
  members = ["group:claude@acme.example"]
}
