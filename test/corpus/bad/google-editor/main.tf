provider "google" {
  project = "acme-claude"
}

resource "google_service_account" "ci" {
  account_id = "claude-ci"
}

resource "google_project_iam_member" "ci" {
  project = "acme-claude"
  role    = "roles/editor"
  member  = google_service_account.ci.member
}
