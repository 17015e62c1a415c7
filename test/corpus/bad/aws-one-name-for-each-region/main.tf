provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

provider "aws" {
  alias               = "us"
  region              = "us-east-1"
  allowed_account_ids = ["111122223333"]
}

module "eu" {
  source = "./modules/claude"
}

module "us" {
  source    = "./modules/claude"
  providers = { aws = aws.us }
}
