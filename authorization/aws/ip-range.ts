/** An address as a number of 32 or 128 bits. */
interface Address {
  readonly bits: bigint;
  readonly width: 32 | 128;
}

const parseV4 = (text: string): bigint | undefined => {
  const parts = text.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255)) {
    return undefined;
  }
  return parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
};

const groupsOf = (text: string): readonly string[] | undefined => {
  const groups = text === "" ? [] : text.split(":");
  const tail = groups.at(-1);
  if (tail?.includes(".")) {
    const v4 = parseV4(tail);
    if (v4 === undefined) return undefined;
    groups.splice(-1, 1, (v4 >> 16n).toString(16), (v4 & 0xffffn).toString(16));
  }
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) ? groups : undefined;
};

const parseV6 = (text: string): bigint | undefined => {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? "");
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? "") : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill("0"), ...tail];
  return groups.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n);
};

const parseAddress = (text: string): Address | undefined => {
  const width = text.includes(":") ? 128 : 32;
  const bits = width === 128 ? parseV6(text) : parseV4(text);
  return bits === undefined ? undefined : { bits, width };
};

/** A range of addresses, or one address. */
export interface IpRange extends Address {
  readonly prefix: number;
}

/** Reads `203.0.113.0/24`, `2001:db8::/32` or one address; `undefined` for anything else. */
export const parseIpRange = (text: string): IpRange | undefined => {
  const [base = "", prefixText, ...more] = text.split("/");
  const address = parseAddress(base);
  if (address === undefined || more.length > 0) return undefined;
  if (prefixText === undefined) return { ...address, prefix: address.width };
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN;
  return prefix <= address.width ? { ...address, prefix } : undefined;
};

/** Whether an address lies in a range; `undefined` when the text is no address. */
export const ipInRange = (range: IpRange, text: string): boolean | undefined => {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  if (address.width !== range.width) return false;
  const shift = BigInt(range.width - range.prefix);
  return address.bits >> shift === range.bits >> shift;
};
