provider "google" {
  project = "acme-claude"
}

resource "google_service_account" "ci" {
  account_id = "claude-ci"
}

resource "google_service_account_key" "ci" {
  service_account_id = google_service_account.ci.name
}
