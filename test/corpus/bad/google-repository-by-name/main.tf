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

resource "google_iam_workload_identity_pool" "github" {
  workload_identity_pool_id = "github"
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.github.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  attribute_mapping = {
    "google.subject" = "assertion.sub"
    "attribute.repository" = "assertion.repository"
  }
  attribute_condition = "assertion.repository == 'acme/payments' && assertion.event_name == 'push'"
  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_project_iam_member" "ci" {
  project = "acme-claude"
  role    = "projects/acme-claude/roles/claudeInvoke"
  member  = "principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/github/attribute.repository/acme/payments"
}
