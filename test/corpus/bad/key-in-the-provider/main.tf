provider "aws" {
  region     = "eu-central-1"
  access_key = "AKIACORPUSCANARY2345"
  secret_key = "corpus-canary-not-a-secret"
}

resource "aws_s3_bucket" "reports" {
  bucket = "acme-reports"
}
