import { Decoder, Encoder, ExtensionCodec } from "@msgpack/msgpack";

/** A value that only an apply knows. */
class UnknownValue {}

/** The one unknown value: Terraform writes it as MessagePack extension 0, or 12 when it can say a little about it. */
export const UNKNOWN: unknown = new UnknownValue();

/** Whether a value is not known yet. */
export const isUnknown = (value: unknown): boolean => value instanceof UnknownValue;

const extensions = (): ExtensionCodec => {
  const codec = new ExtensionCodec();
  codec.register({
    type: 0,
    encode: (value) => (value instanceof UnknownValue ? new Uint8Array([0]) : null),
    decode: () => UNKNOWN,
  });
  codec.register({ type: 12, encode: () => null, decode: () => UNKNOWN });
  return codec;
};

/** How a value travels between Terraform and a provider. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** Writes a value for Terraform. */
export const encodeValue = (value: unknown): DynamicValue => ({
  msgpack: Buffer.from(new Encoder({ extensionCodec: extensions(), sortKeys: true }).encode(value)),
});

/** Reads a value that Terraform sent; null where there is none. */
export const decodeValue = (value: DynamicValue | null | undefined): unknown => {
  if (value?.msgpack?.length) return new Decoder({ extensionCodec: extensions() }).decode(value.msgpack);
  if (value?.json?.length) return JSON.parse(Buffer.from(value.json).toString("utf8"));
  return null;
};

/** An object's values by attribute name, in the shape of a schema. */
export type Values = Record<string, unknown>;

/** The same value, compared by content; unknown equals only unknown. */
export const sameValue = (one: unknown, other: unknown): boolean => {
  if (isUnknown(one) || isUnknown(other)) return isUnknown(one) && isUnknown(other);
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameValue(item, other[index]));
  }
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => sameValue((one as Values)[key], (other as Values)[key]));
};

/** Whether something in a value is unknown. */
export const holdsUnknown = (value: unknown): boolean => {
  if (isUnknown(value)) return true;
  if (value === null || typeof value !== "object") return false;
  return Object.values(value).some(holdsUnknown);
};
