provider "google" {
  project = "acme-claude"
}

resource "google_project_iam_policy" "all" {
  project = "acme-claude"
  policy_data = jsonencode({
    bindings = [{ role = "roles/aiplatform.user", members = ["group:claude@acme.example"] }]
  })
}
