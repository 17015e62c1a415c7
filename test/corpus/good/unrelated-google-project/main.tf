provider "google" {
  project = "acme-claude"
}

resource "google_project" "shop" {
  project_id = "acme-shop"
  name       = "acme-shop"
  folder_id  = "123456789012"
}

resource "google_project_service" "compute" {
  project = google_project.shop.project_id
  service = "container.googleapis.com"
}

resource "google_kms_key_ring" "shop" {
  name     = "shop"
  location = "europe-west3"
}

resource "google_kms_crypto_key" "disks" {
  name            = "disks"
  key_ring        = google_kms_key_ring.shop.id
  rotation_period = "7776000s"
}

resource "google_logging_project_sink" "audit" {
  name                   = "audit"
  destination            = "storage.googleapis.com/acme-audit"
  filter                 = "logName:cloudaudit.googleapis.com"
  unique_writer_identity = true
}

resource "google_billing_budget" "shop" {
  billing_account = "000000-0000000-0000000"
  amount {
    specified_amount {
      units = "1000"
    }
  }
}
