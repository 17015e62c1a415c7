import { withoutKeys } from "./plan-view";

const KEY = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]$/;
const MODULE_PATH = /^(?:module\.[^.[\]]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.)*/;

const moduleOf = (address: string): string => MODULE_PATH.exec(address)?.[0] ?? "";
const keyOf = (address: string): string => KEY.exec(address)?.[0] ?? "";

interface Instance<T> {
  readonly address: string;
  readonly thing: T;
}

/** Things by the addresses of their resources, found by references that may lack the keys of `for_each` and `count`. */
export class Instances<T> {
  private readonly byAddress = new Map<string, T>();
  private readonly byPlainAddress = new Map<string, Instance<T>[]>();

  set(address: string, thing: T): void {
    this.byAddress.set(address, thing);
    const plain = withoutKeys(address);
    const same = this.byPlainAddress.get(plain);
    if (same === undefined) this.byPlainAddress.set(plain, [{ address, thing }]);
    else same.push({ address, thing });
  }

  /**
   * What a resource at `from` means by a reference: that address; else the instance of its own module with the reference's
   * key, or without one with its own; else, since it could be any of them, all instances of its own module, or all there are.
   */
  meant(reference: string, from: string): readonly T[] {
    const exact = this.byAddress.get(reference);
    if (exact !== undefined) return [exact];
    const all = this.byPlainAddress.get(withoutKeys(reference)) ?? [];
    const near = all.filter(({ address }) => moduleOf(address) === moduleOf(from));
    const key = keyOf(reference) || keyOf(from);
    const own = near.filter(({ address }) => key !== "" && keyOf(address) === key);
    const meant = [own, near, all].find(({ length }) => length > 0) ?? [];
    return meant.map(({ thing }) => thing);
  }
}
