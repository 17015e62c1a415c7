variable "groups" {
  type = list(string)
}

resource "google_folder_iam_member" "viewer" {
  count  = length(var.groups)
  folder = "folders/123456789012"
  role   = "roles/viewer"
  member = "group:${var.groups[count.index]}@acme.example"
}
