import type { Binding, GoogleView } from "../../authorization/google/google-view";
import { roleHolds } from "../../authorization/google/role-holds";
import { isKnown, textName } from "../../authorization/google/text";
import { listIn } from "../../plans/list-in";
import type { PlanView } from "../../plans/plan-view";
import { type Entrance, sortedEntrances } from "../access-side";
import { mayHold } from "./may-hold";
import { memberKey, memberWords } from "./member-words";
import { providerEntrances } from "./provider-entrances";

const ACT_AS = "iam.serviceAccounts.getAccessToken";

/** Bindings by what they hang on. */
const byResource = (view: GoogleView): ReadonlyMap<string, readonly Binding[]> => {
  const found = new Map<string, Binding[]>();
  for (const binding of view.bindings) {
    const on = textName(binding.resource).replace(/^projects\/[^/]+\/serviceAccounts\//, "");
    listIn(found, on).push(binding);
  }
  return found;
};

/** Who may act as service accounts, by grants on them or on their project. */
export class Impersonators {
  private readonly byResource: ReadonlyMap<string, readonly Binding[]>;
  private readonly onProjects = new Map<string, readonly Entrance[]>();

  constructor(
    private readonly views: readonly PlanView[],
    private readonly view: GoogleView,
  ) {
    this.byResource = byResource(view);
  }

  of(email: string): readonly Entrance[] {
    const own = (this.byResource.get(email) ?? []).filter(({ role }) => mayHold(this.view, role, ACT_AS));
    const project = `projects/${email.slice(email.indexOf("@") + 1).split(".")[0]}`;
    const found = [...own.flatMap((binding) => this.entrances(binding)), ...this.onProject(project)];
    return sortedEntrances(found);
  }

  /** Of grants on a whole project only those count that surely let act as its service accounts. */
  private onProject(project: string): readonly Entrance[] {
    let entrances = this.onProjects.get(project);
    if (entrances === undefined) {
      const grants = (this.byResource.get(project) ?? []).filter(
        ({ role }) => roleHolds(this.view, role, ACT_AS) === true,
      );
      entrances = grants.flatMap((binding) => this.entrances(binding));
      this.onProjects.set(project, entrances);
    }
    return entrances;
  }

  private entrances({ member, condition }: Binding): readonly Entrance[] {
    if (!isKnown(member)) return [{ key: textName(member), text: textName(member) }];
    const { kind, name } = memberWords(member);
    const only = condition === undefined ? "" : `, if ${textName(condition.expression)}`;
    const ways = providerEntrances(this.views, member);
    const [key, text] = [`${memberKey(member)}${only}`, `${kind} ${name}${only}`];
    if (ways.length === 0) return [{ key, text }];
    return ways.map((way) => ({ key: `${key} ${way.key}`, text: `${text}: ${way.text}` }));
  }
}
