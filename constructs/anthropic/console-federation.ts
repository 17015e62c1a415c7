import { Construct } from "constructs";
import { type FederationPlace, issuerName, plannedHolder, plannedIssuer } from "../../catalog/anthropic-federation";
import type { ExchangedToken } from "../../catalog/exchanged-tokens";
import { type FormerNames, formerNames } from "../../catalog/former-names";
import { addressIn } from "../core/address-in";
import { addressName } from "../core/address-name";
import { dependOn } from "../core/depend-on";
import { identityPlace } from "../core/identity-place";
import { moveFrom } from "../core/move-from";
import { escapeDeep, escapeTemplate } from "../core/template-text";
import { AnthropicResource } from "./anthropic-provider";

/** An identity whose token is exchanged. */
export interface ExchangingHolder {
  /** `ci/NAME` or `workload/NAME`. */
  readonly identity: string;
  readonly token: ExchangedToken;
}

/** Props of `TokenIssuers`. */
export interface TokenIssuersProps {
  readonly organization: string;
  readonly entry: string;
  /** Addresses; each is declared once in an Anthropic organization. */
  readonly issuers: readonly string[];
}

const refuseOneName = (place: FederationPlace, issuers: readonly string[]): void => {
  for (const issuer of issuers) {
    const other = issuers.find((other) => other < issuer && issuerName(place, other) === issuerName(place, issuer));
    if (other !== undefined)
      throw new Error(`The issuers ${other} and ${issuer} would bear one name; an entry takes one of them`);
  }
};

/**
 * Issuers whose tokens an Anthropic organization takes, one an address. Throws for two addresses that give one name: they
 * would become one issuer, which both holders' rules would trust.
 */
export class TokenIssuers extends Construct {
  private readonly byAddress: ReadonlyMap<string, AnthropicResource>;

  constructor(scope: Construct, id: string, { organization, entry, issuers }: TokenIssuersProps) {
    super(scope, id);
    refuseOneName({ organization, entry }, issuers);
    this.byAddress = new Map(
      [...new Set(issuers)].sort().map((issuer) => {
        const name = addressName(issuer.replace(/^https:\/\//, "").replace(/[^A-Za-z0-9]+/g, "-")).toLowerCase();
        const planned = plannedIssuer({ organization, entry }, issuer);
        const lifetime = planned.maxJwtLifetimeSeconds;
        const resource = new AnthropicResource(this, issuer, "anthropic_federation_issuer", {
          name: planned.name,
          issuer_url: escapeTemplate(issuer),
          jwks: { type: "discovery" },
          ...(lifetime === undefined ? {} : { max_jwt_lifetime_seconds: lifetime }),
        });
        resource.overrideLogicalId(name);
        return [issuer, resource];
      }),
    );
  }

  /** Id of an issuer; a token. Throws for one that was not named. */
  idOf(issuer: string): string {
    const found = this.byAddress.get(issuer);
    if (found === undefined) throw new Error(`The issuer ${issuer} is none of those that were made`);
    return found.id;
  }
}

/** Props of `ConsoleFederation`: one team at one entry. */
export interface ConsoleFederationProps {
  readonly organization: string;
  readonly entry: string;
  readonly team: string;
  readonly issuers: TokenIssuers;
  /** Workspace that the exchanged tokens are of; may be a token. */
  readonly workspaceId: string;
  readonly holders: readonly ExchangingHolder[];
  /** 60 to 86,400. @default 3600 */
  readonly tokenLifetimeSeconds?: number;
  /** Former name of the team, or several, the newest first: resources move, and keep the names that they were born with. */
  readonly formerly?: FormerNames;
}

/** Ids by which a client asks for the exchange; tokens. */
export interface FederationIds {
  readonly ruleId: string;
  readonly serviceAccountId: string;
}

/**
 * Lets one team's pipelines and workloads exchange their tokens: a service account each, in one workspace, and a rule that
 * takes exactly one subject of one issuer.
 */
export class ConsoleFederation extends Construct {
  /** By identity. */
  readonly ids: ReadonlyMap<string, FederationIds>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ConsoleFederationProps,
  ) {
    super(scope, id);
    const grants = new Construct(this, "Grants");
    this.ids = new Map(
      props.holders.map((holder) => [holder.identity, this.add(identityPlace(grants, holder.identity), holder)]),
    );
    const former = formerNames(props.formerly).map((name) => addressIn(this, name));
    if (former.length > 0) moveFrom(this, addressIn(this, id), former);
  }

  private add(at: Construct, { identity, token }: ExchangingHolder): FederationIds {
    const { organization, entry, team, formerly, issuers, workspaceId, tokenLifetimeSeconds } = this.props;
    const place = { organization, entry, tokenLifetimeSeconds };
    const planned = plannedHolder(place, { team, identity, formerly, token });
    const { name } = planned;
    const address = addressIn(this, this.node.id, identity);
    const make = (id: string, type: `anthropic_${string}`, attributes: Readonly<Record<string, unknown>>) => {
      const resource = new AnthropicResource(at, id, type, attributes);
      resource.overrideLogicalId(address);
      return resource;
    };
    const account = make("Account", "anthropic_service_account", {
      name,
      organization_role: planned.organizationRole,
    });
    const membership = make("Membership", "anthropic_service_account_workspace", {
      service_account_id: account.id,
      workspace_id: workspaceId,
      workspace_role: planned.workspaceRole,
    });
    const rule = make("Rule", "anthropic_federation_rule", {
      name,
      issuer_id: issuers.idOf(token.issuer),
      match: escapeDeep(planned.match),
      target: { service_account_id: account.id },
      oauth_scope: planned.scope,
      workspace_id: workspaceId,
      token_lifetime_seconds: planned.tokenLifetimeSeconds,
    });
    dependOn(rule, membership);
    return { ruleId: rule.id, serviceAccountId: account.id };
  }
}
