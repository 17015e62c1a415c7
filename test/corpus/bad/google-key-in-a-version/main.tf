provider "google" {
  project = "acme-claude"
}

resource "google_secret_manager_secret" "key" {
  secret_id = "claude-key"
  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "key" {
  secret      = google_secret_manager_secret.key.id
  secret_data = "sk-ant-api03-corpus-canary-not-a-key"
}
