provider "aws" {
  region = "eu-central-1"
}

module "role" {
  source   = "./modules/github-oidc-role"
  name     = "claude-ci"
  subjects = ["acme@9919/payments@71:environment:production"]
}
