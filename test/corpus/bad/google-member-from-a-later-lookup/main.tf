provider "google" {
  project = "acme-claude"
}

resource "google_project_service" "vertex" {
  project = "acme-claude"
  service = "aiplatform.googleapis.com"
}

data "terraform_remote_state" "people" {
  backend    = "local"
  config     = { path = "people.tfstate" }
  depends_on = [google_project_service.vertex]
}

resource "google_project_iam_custom_role" "invoke" {
  project     = "acme-claude"
  role_id     = "claudeInvoke"
  title       = "Call models"
  permissions = ["aiplatform.endpoints.predict"]
}

resource "google_project_iam_member" "callers" {
  project = "acme-claude"
  role    = "projects/acme-claude/roles/${google_project_iam_custom_role.invoke.role_id}"
  member  = data.terraform_remote_state.people.outputs.callers
}
