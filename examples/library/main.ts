import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccountIssuers, accountProvider, BedrockAccess, IdentityCenter } from "claude-code-access";
import type { Construct } from "constructs";

/** A platform team's own stack, in which Claude is one thing among others. */
class Platform extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    accountProvider(this, "Aws", { region: "eu-central-1", account: "111122223333" });
    new AccountIssuers(this, "Issuers", {
      uses: [{ issuer: "https://token.actions.githubusercontent.com", audience: "sts.amazonaws.com" }],
    });

    const payments = new BedrockAccess(this, "Payments", {
      team: "payments",
      account: "111122223333",
      region: "eu-central-1",
      geography: "eu",
      models: { opus: "claude-opus-4-8", sonnet: "claude-sonnet-5", haiku: "claude-haiku-4-5" },
      people: {
        identityCenter: {
          center: new IdentityCenter(this, "IdentityCenter", {}),
          startUrl: "https://acme.awsapps.com/start",
          ssoRegion: "eu-central-1",
        },
        group: { displayName: "claude-payments" },
      },
      ci: { deploy: { github: { repository: "acme/payments", branch: "main" } } },
    });
    payments.grantInvoke("Nightly", { roleName: "nightly-reports" });

    new TerraformOutput(this, "client_settings", {
      value: { schemaVersion: 1, teams: { payments: payments.documents } }, // what `claude-access render --outputs` reads
      staticId: true,
    });
  }
}

const app = new App();
new Platform(app, "platform");
app.synth();
