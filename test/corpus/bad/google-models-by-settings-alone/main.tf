provider "google" {
  project = "acme-claude"
}

resource "google_project_iam_custom_role" "caller" {
  role_id     = "claudeCaller"
  title       = "Calls models"
  permissions = ["aiplatform.endpoints.predict"]
}

resource "google_project_iam_member" "people" {
  project = "acme-claude"
  role    = "projects/acme-claude/roles/claudeCaller"
  member  = "group:claude@acme.example"
}
