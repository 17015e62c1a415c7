import { linesOf, loadFiles, SOUND } from "./load";

const lines = (state: string) => linesOf(loadFiles({ "access.yaml": `state: ${state}\n${SOUND}` }));

test.each([
  "{ local: { directory: states } }",
  "{ s3: { bucket: b, use_lockfile: true, assume_role: { role_arn: r, policy_arns: [p], tags: { team: t } } } }",
  "{ s3: { bucket: b, assume_role_with_web_identity: { role_arn: r }, endpoints: { s3: https://s3.example } } }",
  "{ s3: { key: platform, allowed_account_ids: ['111122223333'], something_new: 1 } }",
  "{ gcs: { bucket: b, prefix: platform, impersonate_service_account_delegates: [a, b] } }",
  "{ azurerm: { key: 'claude/{stack}.tfstate', use_azuread_auth: true } }",
  "{ remote: { organization: acme, workspaces: { name: claude } } }",
  "{ cloud: { organization: acme, hostname: tfe.acme.example, workspaces: { name: 'c-{stack}', project: Platform } } }",
  "{ http: { address: https://state.example/claude, username: ci } }",
  "{ http: { address: 'https://state.example/?name={stack}', lock_address: 'https://s.example/{stack}/lock', unlock_address: 'https://s.example/{stack}/lock' } }",
])("the state %s is taken as it stands", (state) => {
  expect(lines(state)).toEqual([]);
});

test.each([
  [
    "a lock that all stacks would share",
    "{ http: { address: 'https://s.example/{stack}', lock_address: https://s.example/lock, unlock_address: https://s.example/lock } }",
    [
      'access.yaml:1:56: error: state.http.lock_address "https://s.example/lock" has no {stack}, as address has; write it where the stack\'s name belongs, or leave it out of all of them [state-address]',
      'access.yaml:1:94: error: state.http.unlock_address "https://s.example/lock" has no {stack}, as address has; write it where the stack\'s name belongs, or leave it out of all of them [state-address]',
    ],
  ],
  [
    "a lock that nothing would open",
    "{ http: { address: https://s.example, lock_address: https://s.example } }",
    [
      "access.yaml:1:46: error: state.http.lock_address stands without unlock_address, and Terraform unlocks only where both are known; write both, or none [state-address]",
    ],
  ],
  [
    "an address to unlock what nothing locks",
    "{ http: { address: https://s.example, unlock_address: https://s.example } }",
    [
      "access.yaml:1:46: error: state.http.unlock_address stands without lock_address, and Terraform unlocks only where both are known; write both, or none [state-address]",
    ],
  ],
  [
    "HTTP without an address, for the environment knows one for all stacks only",
    "{ http: { username: ci } }",
    ["access.yaml:1:10: error: state.http.address is missing; write text [wrong-type]"],
  ],
  [
    "a query behind which no key can be written",
    "{ http: { address: 'https://s.example/?name=a' } }",
    [
      'access.yaml:1:18: error: state.http.address "https://s.example/?name=a" does not fit; allowed: an address with {stack} in it, for it has a query [bad-value]',
    ],
  ],
  [
    "an address that is none",
    "{ http: { address: s.example } }",
    [
      'access.yaml:1:18: error: state.http.address "s.example" does not fit; allowed: an http:// or https:// address [bad-value]',
    ],
  ],
  [
    "a key that Terraform would refuse",
    "{ s3: { bucket: b, key: /claude } }",
    [
      'access.yaml:1:27: error: state.s3.key "/claude" does not fit; allowed: a key that does not start with / [bad-value]',
    ],
  ],
  [
    "a workspace's name that HCP would refuse",
    "{ cloud: { workspaces: { name: claude/access } } }",
    [
      'access.yaml:1:33: error: state.cloud.workspaces.name "claude/access" does not fit; allowed: letters, digits, _, - and {stack} [bad-value]',
    ],
  ],
  [
    "workspaces chosen by tags, where every stack needs one of its own",
    "{ cloud: { workspaces: { tags: [claude] } } }",
    ["access.yaml:1:33: error: state.cloud.workspaces.tags is not known here; allowed: name, project [unknown-key]"],
  ],
  [
    "workspaces with a prefix, where every stack needs one of its own",
    "{ remote: { workspaces: { prefix: claude- } } }",
    ["access.yaml:1:34: error: state.remote.workspaces.prefix is not known here; allowed: name [unknown-key]"],
  ],
  [
    "an argument that is no text",
    "{ gcs: { bucket: { name: b } } }",
    ['access.yaml:1:17: error: state.gcs.bucket {"name":"b"} is a block of keys; write text [wrong-type]'],
  ],
  [
    "a block that is none",
    "{ s3: { assume_role: arn } }",
    ['access.yaml:1:16: error: state.s3.assume_role "arn" is text; write a block of names [wrong-type]'],
  ],
])("refuses %s", (_what, state, expected) => {
  expect(lines(state)).toEqual(expected);
});

const credential = (at: string, path: string) =>
  `access.yaml:${at}: error: ${path} ${path.split(".").at(-1)} is a credential, and this would write it into Terraform's files; set it in the deployer's environment [credential]`;

test.each([
  ["{ cloud: { token: x } }", credential("1:19", "state.cloud.token")],
  ["{ remote: { token: x } }", credential("1:20", "state.remote.token")],
  ["{ http: { address: https://s.example, password: x } }", credential("1:46", "state.http.password")],
  [
    "{ http: { address: https://s.example, client_private_key_pem: x } }",
    credential("1:46", "state.http.client_private_key_pem"),
  ],
  ["{ azurerm: { client_certificate: x } }", credential("1:21", "state.azurerm.client_certificate")],
  ["{ gcs: { access_token: x } }", credential("1:17", "state.gcs.access_token")],
  [
    "{ s3: { assume_role_with_web_identity: { web_identity_token: x } } }",
    credential("1:49", "state.s3.assume_role_with_web_identity.web_identity_token"),
  ],
  [
    "{ http: { address: 'https://ci:hunter2@s.example' } }",
    "access.yaml:1:18: error: state.http.address looks like a password in an address; a credential never belongs into a declaration: revoke it, and let a helper or the environment supply it [credential]",
  ],
])("refuses the credential in the state %s, and does not repeat it", (state, line) => {
  expect(lines(state)).toEqual([line]);
});
