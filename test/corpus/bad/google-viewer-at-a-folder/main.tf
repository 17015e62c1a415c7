provider "google" {
  project = "acme-claude"
}

module "grants" {
  source = "./modules/grants"
  groups = ["analysts", "engineers"]
}
