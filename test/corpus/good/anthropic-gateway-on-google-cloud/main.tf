provider "google" {
  project = "acme-claude"
}

resource "google_project_service" "apis" {
  for_each = toset(["aiplatform.googleapis.com", "run.googleapis.com", "secretmanager.googleapis.com", "sqladmin.googleapis.com"])
  service  = each.key
}

resource "google_service_account" "gateway" {
  account_id   = "claude-gateway"
  display_name = "Claude apps gateway"
}

resource "google_project_iam_member" "models" {
  project = "acme-claude"
  role    = "roles/aiplatform.user"
  member  = google_service_account.gateway.member
}

resource "google_secret_manager_secret" "gateway" {
  for_each  = toset(["gateway-yaml", "jwt-signing-key", "oidc-client-secret", "postgres-url"])
  secret_id = each.key
  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_iam_member" "gateway" {
  for_each  = google_secret_manager_secret.gateway
  secret_id = each.value.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.gateway.member
}
