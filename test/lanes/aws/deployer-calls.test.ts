import { explainDeployer } from "../../../cli/explain-deployer";
import { judged, ours, type Question } from "../../authorization/aws/judge";
import { requireReal } from "../require-real";
import { type DeclaredFolder, declaredFolder } from "./declared/declared-folder";
import { DEPLOYED_ACCOUNT, LEGACY_ROLE, LIFE, ROLE_PATHS } from "./declared/deployer-declaration";
import { samlMetadata } from "./declared/every-identity";
import { type NeededPermission, neededFor } from "./declared/needed-permissions";
import { type Recorder, startRecorder } from "./declared/record-calls";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { readRoles } from "./local-aws/read-back";
import { realTerraform } from "./local-aws/real-terraform";
import { createCluster, createGroup, createPolicy, createRole, identityCenterOf } from "./local-aws/seed";
import { type LocalAws, startLocalAws } from "./local-aws/start-local-aws";

jest.setTimeout(300_000);

interface Document {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: readonly string[] }[];
}
type Kind = "plan" | "apply";
/** By stack, by account. */
type Explained = Readonly<Record<string, Readonly<Record<string, Readonly<Record<Kind, Document>>>>>>;

/** What is needed, in which phase, of which stack. */
interface Noted {
  readonly stack: string;
  readonly kind: Kind;
  /** Number of the declaration whose policies count. */
  readonly version: number;
  readonly needed: NeededPermission;
}

const SHARED = `shared-${DEPLOYED_ACCOUNT}`;
const SYSTEM_PROFILES = ["claude-opus-4-8", "claude-sonnet-5", "claude-opus-5-5"].map((name) => ({
  ...{ id: `eu.anthropic.${name}`, model: `anthropic.${name}`, regions: ["eu-central-1", "eu-west-1"] },
}));
const ANYTHING = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const BATCH = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "batch.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** What `claude-access explain --deployer` prints. */
const explained = (file: string): Explained => {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    expect(explainDeployer({ declaration: file })).toBe(0);
    return (JSON.parse(write.mock.calls.map(([text]) => String(text)).join("")) as { stacks: Explained }).stacks;
  } finally {
    write.mockRestore();
  }
};

const documentsFor = (printed: Explained, { stack, kind, needed: { action } }: Noted): readonly Document[] => {
  const isCenter = /^(sso|identitystore):/.test(action);
  const document = printed[stack]?.[isCenter ? "Identity Center" : `account ${DEPLOYED_ACCOUNT}`]?.[kind];
  return document === undefined ? [] : [document];
};

/** Whether a pattern of a printed policy, stars and all, covers a resource. */
const covers = (resource: string) => {
  const literal = (text: string) => text.replace(/[.+?^$|()[\]{}\\]/g, "\\$&");
  return (pattern: string): boolean => new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`).test(resource);
};

const WHAT = "the local AWS with the real Terraform and AWS provider";
requireReal(WHAT, localAwsAbsence())("what the real provider asks of AWS, in the whole life of a declaration", () => {
  let localAws: LocalAws;
  let folder: DeclaredFolder;
  const printed: Explained[] = [];
  const noted: Noted[] = [];
  const refused: string[] = [];
  const boundaries = new Map<string, string>();

  /** Runs Terraform on a stack, and notes what it needed in which phase. */
  const through = async (stack: string, work: (phase: Phase) => Promise<void>): Promise<void> => {
    const [main, shim] = await Promise.all([startRecorder(localAws.ministackUrl), startRecorder(localAws.shimUrl)]);
    const recorders: readonly Recorder[] = [main, shim];
    const environment = {
      AWS_ENDPOINT_URL: main.url,
      AWS_ENDPOINT_URL_SSO_ADMIN: shim.url,
      AWS_ENDPOINT_URL_IDENTITYSTORE: shim.url,
      AWS_ENDPOINT_URL_BEDROCK: shim.url,
    };
    const directory = folder.stackFolder(stack);
    const terraform = realTerraform({ directory, localAws, account: DEPLOYED_ACCOUNT, environment });
    const place = {
      account: DEPLOYED_ACCOUNT,
      rolePath: ROLE_PATHS[stack] ?? "/",
      existingRoles: { "legacy-batch": LEGACY_ROLE },
      boundaries,
    };
    const note = (kind: Kind, version: number) => {
      for (const call of recorders.flatMap((recorder) => recorder.take())) {
        if (call.status === 403) refused.push(`${call.service} ${call.path} ${call.body}`);
        for (const needed of neededFor(call, place)) noted.push({ stack, kind, version, needed });
      }
    };
    try {
      await work({
        init: () => terraform.init(),
        plan: async (version) => {
          await terraform.run("plan", "-input=false", "-no-color", "-out=local.tfplan");
          note("plan", version);
        },
        apply: async (version) => {
          await terraform.run("apply", "-input=false", "-no-color", "local.tfplan");
          note("apply", version);
        },
        destroy: async (version) => {
          await terraform.destroy();
          note("apply", version);
        },
      });
    } finally {
      await Promise.all(recorders.map((recorder) => recorder.stop()));
    }
  };

  interface Phase {
    init(): Promise<void>;
    plan(version: number): Promise<void>;
    apply(version: number): Promise<void>;
    destroy(version: number): Promise<void>;
  }

  const seed = async (): Promise<void> => {
    const region = "eu-central-1";
    const { identityStoreId } = await identityCenterOf(localAws, region);
    await createGroup(localAws, { region, identityStoreId, displayName: "claude-payments" });
    await createCluster(localAws, { account: DEPLOYED_ACCOUNT, region, name: "prod" });
    await createRole(localAws, { account: DEPLOYED_ACCOUNT, name: "legacy-batch", path: "/teams/", trust: BATCH });
    const limits = { account: DEPLOYED_ACCOUNT, name: "acme-boundary", path: "/limits/", document: ANYTHING };
    await createPolicy(localAws, limits);
  };

  beforeAll(async () => {
    localAws = await startLocalAws({ systemProfiles: SYSTEM_PROFILES });
    await seed();
    folder = declaredFolder();
    for (const [version, declaration] of LIFE.entries()) {
      folder.synthesise(declaration, { "acme-sso.xml": samlMetadata(`login${version}.acme.example`) });
      printed.push(explained(folder.file));
      const change = (stack: string) =>
        through(stack, async ({ init, plan, apply }) => {
          if (version === 0) await init();
          await plan(version);
          await apply(version);
        });
      await change(SHARED);
      await Promise.all(["aws-eu", "aws-ie"].map(change));
    }
    const last = LIFE.length - 1;
    await Promise.all(["aws-eu", "aws-ie", SHARED].map((stack) => through(stack, ({ destroy }) => destroy(last))));
  });
  afterAll(async () => {
    await localAws?.stop();
    folder?.remove();
  });

  test("nothing was refused, and nothing is left", async () => {
    expect(refused).toEqual([]);
    const left = (await readRoles(localAws, DEPLOYED_ACCOUNT)).map(({ name, inline }) => [name, inline.length]);
    expect(left).toEqual([
      ["cluster-prod", 0],
      ["legacy-batch", 0],
    ]);
  });

  /** What takes something away that is declared no longer needs the policies of when it was. */
  const policiesFor = (one: Noted): readonly Document[] =>
    [one.version, Math.max(one.version - 1, 0)].flatMap((version) => documentsFor(printed[version] ?? {}, one));

  const askedOf = (one: Noted): Question => ({
    ...{ action: one.needed.action, resource: one.needed.resource, identity: policiesFor(one) },
    principal: `arn:aws:iam::${DEPLOYED_ACCOUNT}:role/deployer`,
    ...(one.needed.context === undefined ? {} : { context: one.needed.context }),
  });
  const unique = (): readonly Noted[] => [
    ...new Map(noted.map((one) => [JSON.stringify([one.stack, one.kind, one.version, one.needed]), one])).values(),
  ];

  test("the printed policies allow all of it, ask the simulator or our evaluator", async () => {
    const all = unique();
    const actions = new Set(all.map(({ needed: { action } }) => action));
    process.stderr.write(`deployer: ${noted.length} needs, ${all.length} different, ${actions.size} actions\n`);
    const denied: string[] = [];
    for (const one of all) {
      const question = askedOf(one);
      const answers = [await judged(question), ours(question)];
      if (answers.some((answer) => answer !== "allowed"))
        denied.push(`${one.stack} ${one.version} ${one.kind}: ${answers.join()} ${JSON.stringify(one.needed)}`);
    }
    expect(denied).toEqual([]);
    expect(actions.size).toBeGreaterThan(60);
  });

  test("only what is declared no longer needs the policies of when it was", () => {
    const former = unique().filter((one) => {
      const now = documentsFor(printed[one.version] ?? {}, one);
      return ours({ ...askedOf(one), identity: now }) !== "allowed";
    });
    expect([...new Set(former.map(({ version, needed: { action } }) => `${version} ${action}`))].sort()).toEqual([
      "2 sso:DeletePermissionsBoundaryFromPermissionSet",
      "2 sso:GetPermissionsBoundaryForPermissionSet",
    ]);
  });

  test("the printed policies hold no action that is not needed of what it names", () => {
    const spare = (kind: Kind): string[] => {
      const used = noted.filter((one) => kind === "apply" || one.kind === kind).map(({ needed }) => needed);
      const granted = printed.flatMap((version) =>
        Object.values(version).flatMap((accounts) => Object.values(accounts).map((policies) => policies[kind])),
      );
      const statements = granted.flatMap(({ Statement }) => Statement);
      const isUsed = (action: string, resources: readonly string[]): boolean =>
        used.some((one) => one.action === action && resources.some(covers(one.resource)));
      const needed = statements.flatMap(({ Action, Resource }) => Action.filter((action) => isUsed(action, Resource)));
      const actions = new Set(statements.flatMap(({ Action }) => Action));
      return [...actions].filter((action) => !needed.includes(action)).sort();
    };
    expect({ plan: spare("plan"), apply: spare("apply") }).toEqual({ plan: [], apply: [] });
  });

  test("of a role that exists, nothing but its own policies may be written or read", () => {
    const actions = printed.flatMap((version) =>
      (version["aws-eu"]?.[`account ${DEPLOYED_ACCOUNT}`]?.apply.Statement ?? [])
        .filter(({ Resource }) => Resource.some(covers(LEGACY_ROLE)))
        .flatMap(({ Action }) => Action),
    );
    expect([...new Set(actions)].sort()).toEqual(["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"]);
  });
});
