import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import { Construct } from "constructs";
import { poolIdsOf, serviceAccountEmailOf, serviceAccountId } from "../../catalog/google-names";
import type { GoogleSignIn, IdentityKey } from "../../settings/facts";
import { addressName } from "../core/address-name";
import { type CiSource, ciIssuer, ciSourceName, ciSubject } from "../core/pipeline/ci-source";
import { escapeTemplate } from "../core/template-text";
import {
  type ExistingPool,
  type GoogleIdentities,
  type GooglePeople,
  type GoogleWorkload,
  googleWorkloadName,
} from "./identity-sources";
import { tokenAudienceOf } from "./pipeline-pool";
import { audienceOf, groupMember, kubernetesMember, poolName, subjectMember, workforcePoolName } from "./principals";

const ACT_AS_FEDERATED = "roles/iam.workloadIdentityUser";
const ACT_AS = "roles/iam.serviceAccountTokenCreator";

/** Props of `TeamGrants`: one team in one project. */
export interface TeamGrantsProps extends GoogleIdentities {
  readonly team: string;
  readonly entry: string;
  readonly project: string;
  /** May be a token. */
  readonly projectNumber: string;
  /** Name of the role that lets call models. */
  readonly role: string;
  /** Name of the role that lets people name the project for quota. @default none is granted */
  readonly quotaRole?: string;
  /** @default direct */
  readonly federation?: "direct" | "serviceAccount";
  /** @default none: every pool is the project's own */
  readonly existingPools?: readonly ExistingPool[];
  /** Name of an identity in Terraform addresses, unique in the stack. */
  readonly addressOf: (identity: string) => string;
  /** Name under which the team was born: service accounts keep it. @default team */
  readonly bornAs?: string;
}

/** Somebody who holds a grant, and how they get their credentials. */
export interface Holder {
  readonly identity: IdentityKey;
  /** IAM members of the grant; several only where people are named one by one. */
  readonly members: readonly string[];
  /** Service account that the holder acts as. */
  readonly serviceAccount?: string;
  readonly signIn: GoogleSignIn;
}

const membersOf = (people: GooglePeople): readonly string[] => {
  if ("googleAccounts" in people) {
    const { group, users = [] } = people.googleAccounts;
    return [...(group === undefined ? [] : [`group:${group}`]), ...users.map((user) => `user:${user}`)];
  }
  const { pool, group, subjects = [] } = people.workforce;
  const name = workforcePoolName(pool);
  return [
    ...(group === undefined ? [] : [groupMember(name, group)]),
    ...subjects.map((subject) => subjectMember(name, subject)),
  ];
};

const signInOf = (people: GooglePeople): GoogleSignIn =>
  "googleAccounts" in people
    ? { kind: "googleAccount" }
    : {
        kind: "workforce",
        audience: audienceOf(workforcePoolName(people.workforce.pool), people.workforce.provider),
      };

/** The day after, at midnight: a grant until a day includes it. */
const endOf = (day: string): string => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().replace(".000Z", "Z");
};

/**
 * What one team's people, pipelines and workloads are in a project, and the one role that each gets. Grants are additive:
 * nobody else's access is touched.
 */
export class TeamGrants extends Construct {
  /** Sorted by identity. */
  readonly holders: readonly Holder[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TeamGrantsProps,
  ) {
    super(scope, id);
    const { people, ci = {}, workloads = {} } = props;
    this.holders = [
      ...Object.entries(ci)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, source]) => this.addPipeline(name, source)),
      ...(people === undefined ? [] : [this.addPeople(people)]),
      ...Object.entries(workloads)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, source]) => this.addWorkload(name, source)),
    ];
  }

  private addPeople(people: GooglePeople): Holder {
    const { quotaRole } = this.props;
    const at = this.place("people");
    const members = membersOf(people);
    for (const member of members) {
      const name = members.length === 1 ? [] : [member];
      this.grant(at, "people", member, this.props.role, ...name);
      if (quotaRole !== undefined) this.grant(at, "people", member, quotaRole, "quota", ...name);
    }
    return { identity: "people", members, signIn: signInOf(people) };
  }

  private addPipeline(name: string, source: CiSource): Holder {
    const identity: IdentityKey = `ci/${name}`;
    const { pool, provider } = this.poolOf(source);
    const subject = subjectMember(pool, ciSubject(source));
    const audience = tokenAudienceOf(source);
    const signIn: GoogleSignIn = {
      kind: "federation",
      source: ciSourceName(source),
      audience: audienceOf(pool, provider),
      ...(audience === undefined ? {} : { tokenAudience: audience }),
    };
    const at = this.place(identity);
    if (this.props.federation !== "serviceAccount") {
      this.grant(at, identity, subject, this.props.role);
      return { identity, members: [subject], signIn };
    }
    const account = this.addServiceAccount(at, identity);
    this.letActAs(at, identity, account, { member: subject, role: ACT_AS_FEDERATED });
    return { identity, members: [`serviceAccount:${account.email}`], serviceAccount: account.email, signIn };
  }

  private addWorkload(name: string, source: GoogleWorkload): Holder {
    const identity: IdentityKey = `workload/${name}`;
    const at = this.place(identity);
    const signIn: GoogleSignIn = { kind: "ambient", source: googleWorkloadName(source) };
    if ("gke" in source) {
      const { project = this.props.project, projectNumber = this.props.projectNumber } = source.gke;
      const member = kubernetesMember({ ...source.gke, project, projectNumber });
      this.grant(at, identity, member, this.props.role);
      return { identity, members: [member], signIn };
    }
    if ("serviceAccount" in source) {
      const { email } = source.serviceAccount;
      this.grant(at, identity, `serviceAccount:${email}`, this.props.role);
      return { identity, members: [`serviceAccount:${email}`], serviceAccount: email, signIn };
    }
    const account = this.addServiceAccount(at, identity);
    if ("impersonation" in source) {
      const { by, until } = source.impersonation;
      const condition = {
        title: `until ${until}`,
        expression: `request.time < timestamp("${endOf(until)}")`,
      };
      for (const member of [...by].sort()) {
        this.letActAs(at, identity, account, { member, role: ACT_AS, condition }, member);
      }
    }
    return { identity, members: [`serviceAccount:${account.email}`], serviceAccount: account.email, signIn };
  }

  private poolOf(source: CiSource): { readonly pool: string; readonly provider: string } {
    const { existingPools = [], projectNumber } = this.props;
    const existing = existingPools.find(({ issuer }) => issuer === ciIssuer(source));
    const { pool, provider } = existing ?? poolIdsOf(ciIssuer(source));
    return { pool: poolName(existing?.projectNumber ?? projectNumber, pool), provider };
  }

  private addServiceAccount(at: Construct, identity: IdentityKey): { email: string; resource: ServiceAccount } {
    const { project, entry, team, bornAs = team } = this.props;
    const id = serviceAccountId({ entry, team: bornAs, identity });
    const resource = new ServiceAccount(at, "ServiceAccount", {
      project,
      accountId: id,
      displayName: `Claude Code: ${team}, ${identity}`,
    });
    resource.overrideLogicalId(this.props.addressOf(identity));
    const email = serviceAccountEmailOf(project, id);
    this.grant(at, identity, `serviceAccount:${email}`, this.props.role).node.addDependency(resource);
    return { email, resource };
  }

  private grant(at: Construct, identity: string, member: string, role: string, ...more: string[]): ProjectIamMember {
    const grant = new ProjectIamMember(at, ["Grant", ...more].join("-"), {
      project: this.props.project,
      role,
      member: escapeTemplate(member),
    });
    grant.overrideLogicalId([this.props.addressOf(identity), ...more.map((part) => addressName(part))].join("_"));
    return grant;
  }

  private letActAs(
    at: Construct,
    identity: string,
    account: { readonly email: string; readonly resource: ServiceAccount },
    grant: { member: string; role: string; condition?: { title: string; expression: string } },
    ...more: string[]
  ): void {
    const resource = new ServiceAccountIamMember(at, ["ActAs", ...more].join("-"), {
      serviceAccountId: `projects/${this.props.project}/serviceAccounts/${account.email}`,
      role: grant.role,
      member: escapeTemplate(grant.member),
      condition: grant.condition,
      dependsOn: [account.resource],
    });
    resource.overrideLogicalId([this.props.addressOf(identity), ...more.map((part) => addressName(part))].join("_"));
  }

  /** `ci/deploy` lies under a construct `ci`, `people` directly under this one. */
  private place(identity: IdentityKey): Construct {
    const [kind = identity, name] = identity.split("/");
    if (name === undefined) return new Construct(this, kind);
    const parent = (this.node.tryFindChild(kind) as Construct | undefined) ?? new Construct(this, kind);
    return new Construct(parent, name);
  }
}
