import type { Truth } from "../truth";
import { type Attachment, type CompiledStatement, compileDocument } from "./compile-statement";
import type { Closeness, RequestPrincipal } from "./match-principal";
import type { PolicyDocument } from "./policy-document";
import type { RequestFacts } from "./request-facts";

/** A document and what a reader calls it. */
export interface NamedPolicy {
  /** `inline policy of claude_aws-eu_payments`. */
  readonly name: string;
  readonly document: PolicyDocument;
}

/** A statement that had a part in a decision. */
export interface DecidingStatement {
  readonly policy: string;
  readonly sid: string | undefined;
  readonly statementIndex: number;
}

/** `undecided` is not allowed: something in the documents or the request is not known. */
export type Decision = "allowed" | "implicitlyDenied" | "explicitlyDenied" | "undecided";

/** A decision and the statements that made it: those that allow, deny, or leave it open; none for an implicit denial. */
export interface Evaluation {
  readonly decision: Decision;
  readonly because: readonly DecidingStatement[];
}

/** A statement that applies, or may. */
export interface Hit extends DecidingStatement {
  readonly closeness: Closeness;
}

/** What one group of documents says: statements that apply, and those that may. */
export interface Say {
  readonly allows: readonly Hit[];
  readonly mayAllow: readonly Hit[];
  readonly denies: readonly Hit[];
  readonly mayDeny: readonly Hit[];
}

/** A group of documents, ready to be asked. */
export type CompiledGroup = readonly CompiledStatement[];

/** Reads the documents of one place. */
export const compileGroup = (policies: readonly NamedPolicy[], attachment: Attachment): CompiledGroup =>
  policies.flatMap(({ name, document }) => compileDocument(document, attachment, name));

/** Asks one group. */
export const hear = (group: CompiledGroup, facts: RequestFacts, principal: RequestPrincipal | undefined): Say => {
  const say = { allows: [] as Hit[], mayAllow: [] as Hit[], denies: [] as Hit[], mayDeny: [] as Hit[] };
  for (const { statement, policy, applies, closeness } of group) {
    const applying = applies(facts, principal);
    if (applying === false) continue;
    const hit = {
      policy,
      sid: statement.sid,
      statementIndex: statement.index,
      closeness: closeness(principal),
    };
    if (statement.effect === "Allow") (applying ? say.allows : say.mayAllow).push(hit);
    else (applying ? say.denies : say.mayDeny).push(hit);
  }
  return say;
};

/** Whether a group allows, its denials left aside. */
export const truthOf = ({ allows, mayAllow }: Say): Truth =>
  allows.length > 0 ? true : mayAllow.length > 0 ? undefined : false;

const plain = (hits: readonly Hit[]): readonly DecidingStatement[] =>
  hits.map(({ policy, sid, statementIndex }) => ({ policy, sid, statementIndex }));

/** Joins what all groups say: an explicit denial first, then whether anything is open. */
export const decide = (allowed: Truth, says: readonly Say[]): Evaluation => {
  const denies = says.flatMap((say) => say.denies);
  if (denies.length > 0) return { decision: "explicitlyDenied", because: plain(denies) };
  if (allowed === false) return { decision: "implicitlyDenied", because: [] };
  const mayDeny = says.flatMap((say) => say.mayDeny);
  if (allowed === true && mayDeny.length === 0) {
    return { decision: "allowed", because: plain(says.flatMap((say) => say.allows)) };
  }
  return { decision: "undecided", because: plain([...says.flatMap((say) => say.mayAllow), ...mayDeny]) };
};
