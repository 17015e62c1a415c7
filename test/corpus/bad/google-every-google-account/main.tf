provider "google" {
  project = "acme-claude"
}

resource "google_project_iam_member" "all" {
  project = "acme-claude"
  role    = "roles/aiplatform.user"
  member  = "allAuthenticatedUsers"
}
