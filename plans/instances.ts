import { listIn } from "./list-in";
import { withoutKeys } from "./plan-view";

const KEY = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]$/;
const MODULE = /module\.[^.[\]]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\./y;

/** More than this many are not taken for each other: the answer would say nothing, and its size would grow by the square. */
const MOST_MEANT = 64;

/** Paths of the modules in which an address lies, the outermost first, each with its dot: `module.a["x"].`. */
const modulesOf = (address: string): readonly string[] => {
  const paths: string[] = [];
  MODULE.lastIndex = 0;
  while (MODULE.test(address)) paths.push(address.slice(0, MODULE.lastIndex));
  return paths;
};
const moduleOf = (address: string): string => modulesOf(address).at(-1) ?? "";
const keyOf = (address: string): string => KEY.exec(address)?.[0] ?? "";

/** Things by the addresses of their resources, found by references that may lack the keys of `for_each` and `count`. */
export class Instances<T> {
  private readonly byAddress = new Map<string, T>();
  /** By address without keys. */
  private readonly everywhere = new Map<string, T[]>();
  /** By the path of a module, with its keys, and the address without keys. */
  private readonly inModule = new Map<string, T[]>();
  /** By the path of each module around it, with keys and without. */
  private readonly below = new Map<string, T[]>();

  set(address: string, thing: T): void {
    const plain = withoutKeys(address);
    this.byAddress.set(address, thing);
    listIn(this.everywhere, plain).push(thing);
    listIn(this.inModule, `${moduleOf(address)} ${plain}`).push(thing);
    const around = modulesOf(address).flatMap((path) => [path, withoutKeys(path)]);
    for (const path of new Set(around)) listIn(this.below, path).push(thing);
  }

  /**
   * What a resource at `from` means by a reference: that address; else the instance of its own module with the reference's
   * key, or without one with its own; else, since it could be any of them, all instances of its own module, or all there are.
   * A reference to a module means what lies in it. Nothing where it could be too many.
   */
  meant(reference: string, from: string): readonly T[] {
    const [module, plain] = [moduleOf(from), withoutKeys(reference)];
    const key = keyOf(reference) || keyOf(from);
    const one =
      this.byAddress.get(reference) ?? this.byAddress.get(`${module}${plain.slice(withoutKeys(module).length)}${key}`);
    if (one !== undefined) return [one];
    const several =
      this.inModule.get(`${module} ${plain}`) ??
      this.everywhere.get(plain) ??
      this.below.get(`${reference}${keyOf(from)}.`) ??
      this.below.get(`${reference}.`) ??
      [];
    return several.length > MOST_MEANT ? [] : several;
  }
}
