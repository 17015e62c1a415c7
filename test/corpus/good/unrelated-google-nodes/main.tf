provider "google" {
  project = "acme-claude"
}

resource "google_service_account" "nodes" {
  account_id = "shop-nodes"
}

resource "google_project_iam_member" "nodes" {
  for_each = toset(["roles/logging.logWriter", "roles/monitoring.metricWriter", "roles/artifactregistry.reader"])
  project  = "acme-claude"
  role     = each.key
  member   = google_service_account.nodes.member
}

resource "google_service_account" "shop" {
  account_id = "shop"
}

resource "google_service_account_iam_member" "pod" {
  service_account_id = google_service_account.shop.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:acme-claude.svc.id.goog[shop/web]"
}
