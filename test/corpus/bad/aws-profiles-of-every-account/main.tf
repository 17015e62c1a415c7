provider "aws" {
  region = "eu-central-1"
}

module "claude" {
  source   = "./modules/claude"
  for_each = toset(["payments"])
  team     = each.key
}
