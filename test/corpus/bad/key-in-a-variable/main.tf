variable "gateway_token" {
  type    = string
  default = "sk-ant-api03-corpus-canary-not-a-key"
}

output "gateway" {
  value = "https://llm.acme.example"
}
