provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

module "ci" {
  source   = "./modules/ci"
  for_each = { payments = "acme@9919/payments@71:ref:refs/heads/main", research = "acme@9919/research@72:environment:nightly" }
  name     = each.key
  subject  = each.value
}
