import { xmlText } from "../quote/xml-text";

/** What a property list can hold of a JSON value. */
export type PropertyValue =
  | string
  | boolean
  | number
  | readonly PropertyValue[]
  | { readonly [key: string]: PropertyValue };

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n';

const block = (tag: string, inside: readonly string[], indent: string): string =>
  inside.length === 0 ? `${indent}<${tag}/>\n` : `${indent}<${tag}>\n${inside.join("")}${indent}</${tag}>\n`;

const element = (value: PropertyValue, indent: string): string => {
  const inner = `${indent}  `;
  if (typeof value === "string") return `${indent}<string>${xmlText(value)}</string>\n`;
  if (typeof value === "boolean") return `${indent}<${value}/>\n`;
  if (typeof value === "number") return `${indent}<integer>${Math.trunc(value)}</integer>\n`;
  if (Array.isArray(value))
    return block(
      "array",
      value.map((each: PropertyValue) => element(each, inner)),
      indent,
    );
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return block(
    "dict",
    entries.map(([key, each]) => `${inner}<key>${xmlText(key)}</key>\n${element(each, inner)}`),
    indent,
  );
};

/** A property list of macOS as XML: keys sorted, the same value gives the same bytes. */
export const propertyList = (value: PropertyValue): string => `${HEAD}${element(value, "")}</plist>\n`;
