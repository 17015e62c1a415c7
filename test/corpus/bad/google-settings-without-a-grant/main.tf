provider "google" {
  project = "acme-claude"
}

resource "google_service_account" "ci" {
  account_id = "claude-ci"
}

output "client_settings" {
  value = {
    schemaVersion = 1
    teams = { research = { "ci/nightly" = {
      facts = {
        entry          = "gcp-eu"
        team           = "research"
        identity       = "ci/nightly"
        route          = "vertex"
        project        = "acme-claude"
        projectNumber  = "123456789012"
        region         = "eu"
        serviceAccount = "claude-ci@acme-claude.iam.gserviceaccount.com"
        member         = "serviceAccount:claude-ci@acme-claude.iam.gserviceaccount.com"
        models         = [{ model = "claude-sonnet-5", target = "claude-sonnet-5" }]
      }
      settings = {
        env = {
          CLAUDE_CODE_USE_VERTEX         = "1"
          ANTHROPIC_VERTEX_PROJECT_ID    = "acme-claude"
          CLOUD_ML_REGION                = "eu"
          ANTHROPIC_DEFAULT_FABLE_MODEL  = "claude-sonnet-5"
          ANTHROPIC_DEFAULT_HAIKU_MODEL  = "claude-sonnet-5"
          ANTHROPIC_DEFAULT_OPUS_MODEL   = "claude-sonnet-5"
          ANTHROPIC_DEFAULT_SONNET_MODEL = "claude-sonnet-5"
        }
      }
    } } }
  }
}
