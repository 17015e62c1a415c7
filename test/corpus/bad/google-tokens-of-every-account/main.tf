provider "google" {
  project = "acme-claude"
}

resource "google_project_iam_custom_role" "invoke" {
  project     = "acme-claude"
  role_id     = "claudeInvoke"
  title       = "Claude"
  permissions = ["aiplatform.endpoints.predict"]
}

resource "google_org_policy_policy" "models" {
  name   = "projects/acme-claude/policies/vertexai.allowedModels"
  parent = "projects/acme-claude"
  spec {
    rules {
      values {
        allowed_values = ["publishers/anthropic/models/claude-sonnet-5:predict"]
      }
    }
  }
}

resource "google_service_account" "bot" {
  account_id = "claude-bot"
}

resource "google_project_iam_member" "bot" {
  project = "acme-claude"
  role    = "projects/acme-claude/roles/claudeInvoke"
  member  = "serviceAccount:claude-bot@acme-claude.iam.gserviceaccount.com"
}

resource "google_project_iam_member" "oncall" {
  project = "acme-claude"
  role    = "roles/iam.serviceAccountTokenCreator"
  member  = "group:oncall@acme.example"
}
