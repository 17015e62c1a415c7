provider "google" {
  project = "acme-claude"
}

resource "google_project_iam_binding" "logs" {
  project = "acme-claude"
  role    = "roles/logging.viewer"
  members = ["group:operations@acme.example"]
}
