import type { CelLanguage, CelTree } from "../cel";
import { stringLike } from "../glob";
import { isKnown, type Text } from "../google/text";

/** A claim and what its value is at least: a text with `*`. */
export type ClaimPin = readonly [claim: string, pattern: string];

/** What a condition says of claims: one of these lists holds. An empty list says nothing; no list: nobody passes. */
export type PinAlternatives = readonly (readonly ClaimPin[])[];

const NOTHING: PinAlternatives = [[]];
/** More than this is not worth telling apart. */
const MOST = 4096;

const isPattern = (text: string): boolean => /[*?]/.test(text);

const contradicts = ([claim, pattern]: ClaimPin, [otherClaim, other]: ClaimPin): boolean => {
  if (claim !== otherClaim) return false;
  if (!isPattern(pattern)) return isPattern(other) ? !stringLike(other, pattern) : pattern !== other;
  return !isPattern(other) && !stringLike(pattern, other);
};

/** Both hold: every pair of alternatives that can be true together. */
export const bothPin = (left: PinAlternatives, right: PinAlternatives): PinAlternatives => {
  if (left.length * right.length > MOST) return left.length <= right.length ? left : right;
  return left.flatMap((one) =>
    right.flatMap((other) =>
      one.some((pin) => other.some((otherPin) => contradicts(pin, otherPin))) ? [] : [[...one, ...other]],
    ),
  );
};

/** Reads conditions of one provider. */
export class ClaimPins {
  constructor(
    private readonly language: CelLanguage,
    private readonly mapping: Readonly<Record<string, Text>>,
  ) {}

  /** What a condition pins; everything that is not understood says nothing. */
  ofCondition(condition: Text | undefined): PinAlternatives {
    if (condition === undefined || !isKnown(condition)) return NOTHING;
    const reading = this.language.compile(condition);
    return "program" in reading ? this.of(reading.program.tree) : NOTHING;
  }

  /** Claim that an attribute (`google.subject`, `attribute.repository`) copies, if it does just that. */
  claimOfAttribute(attribute: string): string | undefined {
    const expression = Object.hasOwn(this.mapping, attribute) ? this.mapping[attribute] : undefined;
    if (expression === undefined || !isKnown(expression)) return undefined;
    const reading = this.language.compile(expression);
    const path = "program" in reading ? pathOf(reading.program.tree) : undefined;
    return path?.[0] === "assertion" ? path[1] : undefined;
  }

  private of(tree: CelTree): PinAlternatives {
    if (isConstant(tree, true)) return NOTHING;
    if (isConstant(tree, false)) return [];
    if (tree.exprKind.case !== "callExpr") return NOTHING;
    const { function: name, target, args } = tree.exprKind.value;
    if (name === "_&&_") return args.map((arg) => this.of(arg)).reduce(bothPin, NOTHING);
    if (name === "_||_") return args.flatMap((arg) => this.of(arg));
    const [left, right] = target === undefined ? args : [target, ...args];
    if (left === undefined || right === undefined) return NOTHING;
    if (name === "_==_") return this.equality(left, right);
    const claim = this.claimOf(left);
    if (claim === undefined) return NOTHING;
    if (name === "@in") return membership(claim, right);
    const text = textOf(right);
    if (text === undefined) return NOTHING;
    if (name === "startsWith") return [[[claim, `${text}*`]]];
    return name === "endsWith" ? [[[claim, `*${text}`]]] : NOTHING;
  }

  private equality(left: CelTree, right: CelTree): PinAlternatives {
    const claim = this.claimOf(left) ?? this.claimOf(right);
    const text = textOf(right) ?? textOf(left);
    return claim === undefined || text === undefined ? NOTHING : [[[claim, text]]];
  }

  private claimOf(tree: CelTree): string | undefined {
    const path = pathOf(tree);
    if (path === undefined) return undefined;
    return path[0] === "assertion" ? path[1] : this.claimOfAttribute(path.join("."));
  }
}

const membership = (claim: string, list: CelTree): PinAlternatives => {
  if (list.exprKind.case !== "listExpr") return NOTHING;
  const texts = list.exprKind.value.elements.map(textOf);
  return texts.every((text) => text !== undefined) ? texts.map((text) => [[claim, text]]) : NOTHING;
};

const isConstant = ({ exprKind }: CelTree, value: boolean): boolean =>
  exprKind.case === "constExpr" &&
  exprKind.value.constantKind.case === "boolValue" &&
  exprKind.value.constantKind.value === value;

const textOf = ({ exprKind }: CelTree): string | undefined =>
  exprKind.case === "constExpr" && exprKind.value.constantKind.case === "stringValue"
    ? exprKind.value.constantKind.value
    : undefined;

const nameOf = (tree: CelTree | undefined): string | undefined =>
  tree?.exprKind.case === "identExpr" ? tree.exprKind.value.name : undefined;

/** `assertion.sub` and `assertion["sub"]`, one step deep. */
const pathOf = ({ exprKind }: CelTree): readonly [root: string, field: string] | undefined => {
  if (exprKind.case === "selectExpr" && !exprKind.value.testOnly) {
    const root = nameOf(exprKind.value.operand);
    return root === undefined ? undefined : [root, exprKind.value.field];
  }
  if (exprKind.case !== "callExpr" || exprKind.value.function !== "_[_]") return undefined;
  const [operand, key] = exprKind.value.args;
  const [root, field] = [nameOf(operand), key === undefined ? undefined : textOf(key)];
  return root === undefined || field === undefined ? undefined : [root, field];
};
