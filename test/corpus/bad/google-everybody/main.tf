provider "google" {
  project = "acme-claude"
}

resource "google_service_account" "agent" {
  account_id = "claude-agent"
}

resource "google_service_account_iam_member" "everybody" {
  service_account_id = google_service_account.agent.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = "allUsers"
}
