/** Numbers objects as they are asked about, so that a list of them has a short key. */
export class ObjectNumbers {
  private readonly known = new Map<object, number>();

  /** The same number for the same object. */
  of(one: object): number {
    const number = this.known.get(one) ?? this.known.size;
    this.known.set(one, number);
    return number;
  }
}
