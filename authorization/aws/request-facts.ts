import { holdsUnresolved, type UNRESOLVED } from "./unresolved";

/** Value of a context key: one, several, or not known yet. */
export type ContextValue = string | readonly string[] | typeof UNRESOLVED;

/** Context of a request by condition key, `aws:PrincipalTag/team`; the case of keys does not matter. */
export type RequestContext = Readonly<Record<string, ContextValue>>;

/** A text that patterns are held against. */
export interface Subject {
  readonly text: string;
  readonly unresolved: boolean;
  /** The six parts of an ARN, or fewer; the last holds the rest with its colons. */
  readonly components: readonly string[];
}

/** A request, prepared once for all statements. */
export interface RequestFacts {
  /** Lower case. */
  readonly action: string;
  readonly resource: Subject;
  readonly context: ReadonlyMap<string, ContextValue>;
}

/** The six components of an ARN, or fewer; the last holds the rest with its colons. */
export const componentsOf = (text: string): readonly string[] => {
  const components: string[] = [];
  let from = 0;
  while (components.length < 5) {
    const at = text.indexOf(":", from);
    if (at < 0) break;
    components.push(text.slice(from, at));
    from = at + 1;
  }
  components.push(text.slice(from));
  return components;
};

/** A text with what is asked of it again and again. */
export const subjectOf = (text: string): Subject => ({
  text,
  unresolved: holdsUnresolved(text),
  components: componentsOf(text),
});

/** Context with its keys in lower case, in which IAM compares them. */
export const contextMap = (context: RequestContext): ReadonlyMap<string, ContextValue> => {
  const map = new Map<string, ContextValue>();
  for (const key of Object.keys(context)) {
    const value = context[key];
    if (value !== undefined) map.set(key.toLowerCase(), value);
  }
  return map;
};

/** A request, prepared once for all documents. */
export const requestFacts = (request: {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}): RequestFacts => ({
  action: request.action.toLowerCase(),
  resource: subjectOf(request.resource),
  context: contextMap(request.context ?? {}),
});
